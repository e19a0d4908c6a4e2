"""Which tests there are, and tables of Markdown that name them: for check_known_bugs.py and check_rfc.py."""
import ast
import pathlib
import re


def literals(text):
    """The characters of adjacent string literals."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def test_cases(root):
    """By file, the names of the test cases in the files that test/meson.build lists."""
    listed = set(re.findall(r"'([\w/]+_test\.cpp)'", (root / "test/meson.build").read_text(encoding="utf-8")))
    return {f"test/{file}": {literals(found) for found in re.findall(
        r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', (root / "test" / file).read_text(encoding="utf-8"))}
            for file in sorted(listed)}


def command_tests(root):
    """By file, the methods of the classes that test the command: Class.test_method."""
    def tests_in(file):
        module = ast.parse((root / file).read_text(encoding="utf-8"))
        return {f"{cls.name}.{member.name}" for cls in module.body if isinstance(cls, ast.ClassDef)
                for member in cls.body if isinstance(member, ast.FunctionDef) and member.name.startswith("test_")}

    return {file: tests_in(file) for file in ("test/tools/command_test.py", "test/tools/forms_test.py")}


def rows(file, columns):
    """The rows of those tables in a Markdown file whose first column is `id`, each as the list of its cells. A row with
    another number of cells, or an empty one, is an error."""
    found = []
    in_table = False
    for number, line in enumerate(pathlib.Path(file).read_text(encoding="utf-8").splitlines(), 1):
        in_table = line.startswith("| id |") or in_table and line.startswith("|")
        if not in_table or line.startswith(("| id |", "|---")):
            continue
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")]
        if len(cells) != columns or not all(cells):
            raise ValueError(f"{file}:{number}: not {columns} cells: {line}")
        found.append(cells)
    return found


def names_in_code(cell):
    """The names in a list such as `a`, `b`. None if it is not one."""
    names = re.findall(r"`([^`]+)`", cell)
    return names if names and not re.sub(r"`[^`]+`|, ", "", cell) else None
