"""Hand captures to worker processes and take their answers, whatever becomes of the processes.

One thread does all of it, so that the workers never wait while the caller writes to the store. Each
worker has a pipe of its own and at most one capture: when it dies, it is known over which, and no other
worker's messages are torn. (Pools that share one queue break as a whole then; docs/decisions/engines.md.)
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from onrecord.engine.protocol import Load, Outcome
from onrecord.engine.worker import Failed, Ready, work
from onrecord.errors import OnrecordError
from onrecord.model import Capture, CaptureResult, Drop

#: A capture whose process died is tried once more, with no other beside it.
_TRIES = 2
#: Seconds that loading the stages may take: reading the model from a slow disk on a busy machine.
_LOADING = 300.0
#: So many workers in a row that die before they have loaded the stages end the run.
_STILLBORN = 3


@dataclass(slots=True)
class _Task:
    capture: Capture
    future: Future[Outcome]
    #: What became of the processes that it was tried in.
    ends: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    #: When it must be done with what it does, loading or its task.
    due: float
    ready: bool = False
    task: _Task | None = None

    @property
    def idle(self) -> bool:
        return self.ready and self.task is None

    def end(self) -> str:
        """End the process if it has not ended, and say how it did."""
        self.process.join(0.1)  # one that died by itself is given the time to say how
        self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"


class Crew:
    """Worker processes, begun as there is work for them, and the thread that sees to them."""

    def __init__(self, load: Load, count: int, limit: float) -> None:
        """Begin one worker.

        Args:
            load: loads the stages in each process.
            count: of processes at most.
            limit: seconds after which a worker that has not answered is ended.

        """
        self._load, self._count, self._limit = load, count, limit
        #: SHA-256 of the weights, as soon as one worker has loaded them.
        self.model: Future[str] = Future()
        self._new: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._waiting: deque[_Task] = deque()
        self._suspects: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        self._stillborn = 0
        self._closing = False
        self._bell, self._ring = multiprocessing.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._see_to_all, name="onrecord-engine", daemon=True)
        self._thread.start()

    def submit(self, capture: Capture) -> Future[Outcome]:
        """Hand in a capture; its outcome comes when it comes. Raises OnrecordError if the crew broke up."""
        future: Future[Outcome] = Future()
        self._new.put(_Task(capture, future))
        self._ring.send_bytes(b"!")
        return future

    def close(self) -> None:
        """End all processes; what is not answered never is."""
        self._closing = True
        self._ring.send_bytes(b"!")
        self._thread.join()

    def _see_to_all(self) -> None:
        failure: BaseException | None = None
        try:
            self._begin_worker()
            while not self._closing:
                self._hand_out()
                self._listen()
        except BaseException as error:  # whoever waits for an answer must hear of it
            failure = error
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        while failure and not self._closing:
            self._take_new()
            if not self.model.done():
                self.model.set_exception(failure)
            for future in self._unanswered():
                if not future.done():
                    future.set_exception(failure)
            self._bell.recv_bytes()

    def _unanswered(self) -> list[Future[Outcome]]:
        tasks = [*self._waiting, *self._suspects, *(worker.task for worker in self._workers)]
        return [task.future for task in tasks if task]

    def _begin_worker(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        # Not forked: this process has threads, and a fork of them can lock up.
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=work, args=(theirs, self._load), name="onrecord-worker", daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, time.monotonic() + _LOADING))

    def _may_begin(self) -> deque[_Task]:
        """Give the tasks that may be begun now: a suspect is tried alone."""
        at_work = [worker.task for worker in self._workers if worker.task]
        if any(task.ends for task in at_work) or (self._suspects and at_work):
            return deque()
        return self._suspects or self._waiting

    def _hand_out(self) -> None:
        while tasks := self._may_begin():
            worker = next((worker for worker in self._workers if worker.idle), None)
            if worker is None:
                self._grow(len(tasks))
                return
            task = tasks.popleft()
            if task.future.cancelled():
                continue
            try:
                worker.connection.send(task.capture)
            except OSError:  # it died while it had nothing to do, which is not the task's fault
                tasks.appendleft(task)
                self._lose(worker)
            else:
                worker.task, worker.due = task, time.monotonic() + self._limit

    def _grow(self, wanted: int) -> None:
        coming = sum(not worker.ready for worker in self._workers)
        for _ in range(min(wanted - coming, self._count - len(self._workers))):
            self._begin_worker()

    def _take_new(self) -> None:
        while not self._new.empty():
            self._waiting.append(self._new.get())

    def _listen(self) -> None:
        """Wait for an answer, a death, a new task or the end of somebody's time, and act on it."""
        patience = min((it.due - time.monotonic() for it in self._workers if not it.idle), default=None)
        heard = wait(
            [self._bell, *(worker.connection for worker in self._workers)],
            None if patience is None else max(0.0, patience),
        )
        if self._bell in heard:
            self._bell.recv_bytes()
        self._take_new()
        for worker in list(self._workers):
            if worker.connection in heard:
                self._hear(worker)
            elif not worker.idle and time.monotonic() > worker.due:
                worker.process.kill()
                limit = self._limit if worker.ready else _LOADING
                self._lose(worker, f"took more than {limit:g} seconds")

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(message, Failed):
            raise OnrecordError(message.subject, message.reason)
        if isinstance(message, Ready):
            worker.ready, self._stillborn = True, 0
            if not self.model.done():
                self.model.set_result(message.model)
            return
        task, worker.task = worker.task, None
        if task is None:
            raise RuntimeError(f"a worker answered what it was not asked: {message!r}"[:200])
        _answer(task, message)

    def _lose(self, worker: _Worker, how: str = "") -> None:
        """Take leave of a worker; its task is tried once more, alone, and then given up."""
        self._workers.remove(worker)
        ended = worker.end()
        task = worker.task
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise OnrecordError(
                    "the engine", f"a process that loads the model {how or ended}, again and again: is there "
                    "enough memory? --workers 1 takes the least",
                )  # fmt: skip
        if task is None:
            return
        task.ends.append(how or ended)
        if len(task.ends) < _TRIES:
            self._suspects.append(task)
        else:
            _answer(task, _given_up(task))


def _answer(task: _Task, outcome: Outcome) -> None:
    if isinstance(outcome, CaptureResult):
        outcome = replace(outcome, capture=task.capture)
    if task.future.set_running_or_notify_cancel():
        task.future.set_result(outcome)


def _given_up(task: _Task) -> Drop:
    ends = " and then ".join(dict.fromkeys(task.ends))
    reason = (
        f"the process that read it {ends}, also when it was tried alone; out of memory? Give the page to a "
        "machine with more of it, or report it"
    )
    return Drop(stage="annotate", item=task.capture.path, reason=reason)
