#!/usr/bin/env python3
"""The mutation script itself, on small texts: which changes it finds, and what it says of results."""
import pathlib
import tempfile
import unittest

import mutate
from points import find_points

# A line of a function, and the lines that changes make of it.
LINES = [
    ("if (a < b) f(1);", ["if (!(a < b)) f(1);", "if (a <= b) f(1);", "if (a < b) ;", "if (a < b) f(0);", "if (a < b) f(2);"]),
    ("while (a == b) ++a;", ["while (a != b) ++a;"]),
    ("if (!known(x) || y) return {};", ["if (known(x) || y) return {};", "if (!(!known(x) || y)) return {};",
                                        "if (!known(x) && y) return {};", "if (!known(x) || y) ;"]),
    ("if (!x) continue;", ["if (x) continue;", "if (!x) ;"]),
    ("if (const auto* x = f(); x->y) break;", ["if (const auto* x = f(); !(x->y)) break;", "if (const auto* x = f(); x->y) ;"]),
    ("if (const auto* x = f()) g(*x);", ["if (const auto* x = f()) ;"]),
    ("for (std::size_t i = 0; i < n; ++i) v[i].g();", ["for (std::size_t i = 1; i < n; ++i) v[i].g();",
                                                       "for (std::size_t i = 0; i <= n; ++i) v[i].g();",
                                                       "for (std::size_t i = 0; i < n; ++i) ;"]),
    ("n = m + 1;", ["n = m - 1;", "n = m + 0;", "n = m + 2;"]),
    ("x = true;", ["x = false;"]),
    ("return false;", ["return true;"]),
    ("a.add(b, \"c < 1\").help('!');", [";"]),
    ("std::vector<int> name(other);", []),
    ("const Peers peers(mail);", []),
    ("std::string&& s = f<Value, Kind>(x);", []),
    ("static_assert(sizeof(int) == 4);", []),
    ("g();  // 1 < 2 && !x", [";  // 1 < 2 && !x"]),
    ("g(R\"(1 < 2; f(3);)\", '\\'', \"\\\"1\");", [";"]),
]
# Whole texts that hold nothing.
NOTHING = ["#define TWICE(x) (x + \\\n 1)\n", "/* if (!x) f(1); */", "struct S {\n  int n = 3;\n  bool operator!=(S) const;\n};",
           "void f(int n = 1, bool b = true);", "template <class T>\nT f(T&& t);", "enum class E { a = 1 };"]


def changed(text):
    return sorted(text[:p.begin] + p.after + text[p.end:] for p in find_points(text))


class Points(unittest.TestCase):
    def test_lines(self):
        for line, wanted in LINES:
            with self.subTest(line):
                around = "namespace {{\nint f() {{\n  {}\n}}\n}}\n"
                self.assertEqual(changed(around.format(line)), sorted(around.format(one) for one in wanted))

    def test_nothing(self):
        for text in NOTHING:
            with self.subTest(text):
                self.assertEqual(changed(text), [])

    def test_lambda_in_a_table_is_code(self):
        text = "const Rule r{.n = 7, .check = [](const D& d) { f(d); }};"
        self.assertEqual(changed(text),
                         sorted([text.replace("7", "6"), text.replace("7", "8"), text.replace("f(d);", ";")]))


REASONS = """# Survivors

## a.cpp

    if (n < 2) f(n);
- `` < `` → `` <= ``: equivalent, f(2) does nothing

    g("`||`") || h;
- `` * `` → `` (nothing) ``: accepted, only faster
"""


class Results(unittest.TestCase):
    def row(self, fate, **rest):
        return {"file": "a.cpp", "line": 3, "operator": "relational", "text": "if (n < 2) f(n);", "before": "<", "after": "<=",
                "fate": fate, **rest}

    def test_reasons_belong_to_a_line_and_a_change(self):
        reasons = mutate.read_reasons(REASONS)
        self.assertEqual(mutate.reason_for(self.row("SURVIVED"), reasons), ("equivalent", "f(2) does nothing"))
        self.assertEqual(mutate.reason_for(self.row("SURVIVED", after="=="), reasons), ("", ""))
        self.assertEqual(mutate.reason_for(self.row("SURVIVED", file="b.cpp"), reasons), ("", ""))
        other = self.row("SURVIVED", text='g("`||`") || h;', before='g("`||`")', after="")
        self.assertEqual(mutate.reason_for(other, reasons), ("accepted", "only faster"))

    def test_what_is_equivalent_counts_only_in_the_first_figure(self):
        rows = [self.row("killed"), self.row("SURVIVED"), self.row("SURVIVED", after="=="), self.row("no program"),
                self.row("same code")]
        text = mutate.report(rows, mutate.read_reasons(REASONS))
        self.assertIn("| all | 4 | 1 | 25.0 % | 50.0 % |", text)
        self.assertIn("5 changes; 1 do not compile, 2 are equivalent (1 compile to the same code).", text)

    def test_the_last_result_counts_and_keys_outlive_moved_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "a.cpp")
            file.write_text("void f() {\n  if (a && b) g();\n  if (a && b) g();\n}\n")
            before = [mutant["key"] for mutant, _ in mutate.all_mutants(pathlib.Path(folder), ["*.cpp"])]
            file.write_text("// more\n\n" + file.read_text())
            self.assertEqual(before, [mutant["key"] for mutant, _ in mutate.all_mutants(pathlib.Path(folder), ["*.cpp"])])
            self.assertEqual(len(set(before)), 6)
            results = pathlib.Path(folder, "results")
            results.write_text('{"key": "a", "fate": "SURVIVED"}\n{"key": "a", "fate": "killed"}\n')
            self.assertEqual(mutate.read_results(results), {"a": {"key": "a", "fate": "killed"}})


if __name__ == "__main__":
    unittest.main()
