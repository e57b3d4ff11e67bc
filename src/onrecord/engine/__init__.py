"""Run the item stages on many captures: in this process, on every core, or on a cluster.

An engine is handed what loads the stages (`Load`), and runs them on one capture after another. What
comes out does not depend on the engine: the same results in the order of the input, whatever was
finished first. Only what happens when a page takes its process down differs: in this process it takes
the run down, on every other engine it costs that page alone.
"""

from onrecord.engine.cores import usable_cores
from onrecord.engine.in_process import InProcess
from onrecord.engine.protocol import Engine, ItemStages, Load, Outcome

__all__ = ["Engine", "InProcess", "ItemStages", "Load", "Outcome", "usable_cores"]
