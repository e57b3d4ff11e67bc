import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.build import make_capture
from onrecord.extract.decode import Decoded, decode
from strategies.growth import LIMIT, growth

RUSSIAN = "Министр заявил, что переговоры продолжатся в понедельник. " * 3
ENGLISH = "The mayor said “we are ready” — and the café’s owner, José, agreed. "
HTML = "<html><head><meta charset={label}></head><body><p>{text}</p></body></html>"


def decode_bytes(content: bytes, media_type: str = "text/plain", charset: str | None = None) -> Decoded:
    return decode(make_capture(content, media_type=media_type, path="a", charset=charset))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf8_text_is_given_as_it_stands(text: str) -> None:
    decoded = decode_bytes(text.encode())
    if not text.encode().startswith((b"\xff\xfe", b"\xfe\xff")):
        assert (decoded.text, decoded.charset, decoded.problems, decoded.notes) == (text, "utf-8", (), ())


def test_newlines_and_the_byte_order_mark_of_a_text_stay() -> None:
    content = b"\xef\xbb\xbfOne\r\ntwo\rthree\n"
    assert decode_bytes(content).text == "\ufeffOne\r\ntwo\rthree\n"
    assert decode_bytes(content, "text/html").text == "One\r\ntwo\rthree\n"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_utf16_is_known_by_its_mark(charset: str, media_type: str) -> None:
    decoded = decode_bytes(("\ufeff" + RUSSIAN).encode(charset), media_type)
    assert decoded.text.removeprefix("\ufeff") == RUSSIAN
    assert decoded.charset == charset
    assert decoded.problems == ()


@pytest.mark.parametrize(
    ("label", "charset", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ('"koi8-r"', "koi8-r", RUSSIAN),
        ("ISO-8859-1", "cp1252", ENGLISH),
        ("latin1", "cp1252", ENGLISH),
        ("gb2312", "gb18030", "总统星期一表示，谈判将继续。"),
        ("Shift_JIS", "cp932", "大統領は月曜日に述べた。①"),
        ("iso-2022-jp", "iso2022_jp", "大統領は月曜日に述べた。"),
        ("utf-16", "utf-8", ENGLISH),
        ("windows-1251", "utf-8", RUSSIAN),
        ("no-such-charset", "utf-8", ENGLISH),
        ("zlib", "utf-8", ENGLISH),
        ("punycode", "utf-8", ENGLISH),
    ],
)
def test_a_page_is_read_as_it_declares_unless_it_is_utf8(label: str, charset: str, text: str) -> None:
    page = HTML.format(label=label, text=text)
    decoded = decode_bytes(page.encode(charset), "text/html")
    assert decoded.text == page
    assert (decoded.charset, decoded.problems, decoded.notes) == (charset, (), ())


def test_a_declaration_late_in_the_head_and_in_the_other_form_is_found() -> None:
    meta = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">'
    page = f"<html><head>{'<!-- x -->' * 200}{meta}</head><p>{RUSSIAN}"
    assert decode_bytes(page.encode("cp1251"), "text/html").text == page


def test_what_came_with_the_capture_goes_before_the_page() -> None:
    page = HTML.format(label="windows-1252", text=RUSSIAN)
    assert decode_bytes(page.encode("cp1251"), "text/html", charset="windows-1251").text == page


@pytest.mark.parametrize(
    ("charset", "text"),
    [("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp1252", ENGLISH), ("cp1252", ENGLISH * 50)],
)
@pytest.mark.parametrize("wrap", ["{}", "<html><body><p>{}</p>", '<html><meta charset="utf-8"><p>{}'])
def test_an_undeclared_charset_is_detected_and_noted(charset: str, text: str, wrap: str) -> None:
    page = wrap.format(text)
    decoded = decode_bytes(page.encode(charset), "text/html" if wrap[0] == "<" else "text/plain")
    assert decoded.text == page
    # A page that declares nothing may be anything; the others ought to be UTF-8.
    told, other = (decoded.notes, decoded.problems)[:: 1 if "body" in wrap else -1]
    assert other == ()
    assert len(told) == 1
    assert decoded.charset in told[0]


@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_a_byte_that_is_lost_is_counted_with_its_place(declared: str | None) -> None:
    content = "Café “one” ".encode() + b"\xff and \xe2\x80 " + "– “two” \ufffd.".encode()
    decoded = decode_bytes(content, charset=declared)
    assert decoded.text == content.decode("utf-8", "replace")
    assert decoded.charset == "utf-8"
    [problem] = decoded.problems
    assert problem.startswith("2 places are no valid utf-8, the first at byte 16:")


@pytest.mark.parametrize("broken", [b"\xff", b"\xff\xfe\xfa", b"a \x81 b \x90", b"\xfe\xff"])
def test_bytes_that_no_charset_is_written_with_are_damage(broken: bytes) -> None:
    decoded = decode_bytes(b"The quay is closed, " + broken + b" said Ilmar Dorn.")
    assert decoded.text == (b"The quay is closed, " + broken + b" said Ilmar Dorn.").decode(
        "utf-8", "replace"
    )
    assert len(decoded.problems) == 1
    assert "U+FFFD" in decoded.problems[0]


def test_a_replacement_character_of_the_page_itself_is_no_problem() -> None:
    assert decode_bytes("Was broken \ufffd before.".encode()).problems == ()


def test_a_null_character_in_html_is_replaced() -> None:
    assert decode_bytes(b"<p>a\x00b</p>", "text/html").text == "<p>a\ufffdb</p>"


@given(st.binary(max_size=200), st.sampled_from(["text/html", "text/plain"]))
def test_any_bytes_are_decoded_without_loss_in_silence(content: bytes, media_type: str) -> None:
    decoded = decode_bytes(content, media_type)
    lost = "\ufffd" in decoded.text and "\ufffd".encode() not in content and b"\x00" not in content
    assert bool(decoded.problems) >= (lost and decoded.charset == "utf-8")
    decoded.text.encode("utf-8")


@pytest.mark.parametrize(
    ("piece", "media_type"),
    [(b"\xff\xfd", "text/plain"), (b"<meta ", "text/html"), (b"\xe9 ", "text/plain")],
)
def test_hostile_bytes_take_linear_time(piece: bytes, media_type: str) -> None:
    assert growth(lambda copies: decode_bytes(piece * copies, media_type), 20_000) < LIMIT
