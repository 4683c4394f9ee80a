"""Nothing grows past what a person reads in one go."""

from tests.house import tree

OVER_ALLOWED = 10  # of a hundred may be longer than the smaller limit


def too_long(folder: str, ending: str, limit: int) -> dict[str, int]:
    return {
        tree.name(path): len(tree.lines(path))
        for path in tree.under(folder, ending)
        if len(tree.lines(path)) > limit
    }


def test_no_file_of_the_program_passes_400_lines():
    assert too_long("caseapp", ".py", 400) == {}
    assert len(tree.lines(tree.ROOT / "dev.py")) <= 400


def test_nine_files_of_ten_stay_under_250_lines():
    sizes = [len(tree.lines(path)) for path in tree.under("caseapp")]
    assert tree.share_over(sizes, 250) <= OVER_ALLOWED


def test_no_test_file_passes_500_lines():
    assert too_long("tests", ".py", 500) == {}


def test_no_template_passes_200_lines():
    assert too_long("templates", ".html", 200) == {}


def test_no_function_passes_40_lines():
    paths = [*tree.under("caseapp"), tree.ROOT / "dev.py"]
    assert {str(f): f.length for f in tree.functions(paths) if f.length > 40} == {}


def test_nine_functions_of_ten_stay_under_25_lines():
    sizes = [f.length for f in tree.functions(tree.under("caseapp"))]
    assert tree.share_over(sizes, 25) <= OVER_ALLOWED
