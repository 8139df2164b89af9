"""Where C++ source can be changed so that its behaviour is another: the mutation points of a text.

A tokenizer of the project's own style, not a parser of C++: comments, literals and preprocessor lines hold no points, and
clang-format puts blanks around an operator that compares, none around the brackets of a template. A change that does not
compile is found by the compiler."""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
      |(?P<literal>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"|(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')
      |(?P<number>\d(?:[\w.]|'(?=\w))*)
      |(?P<word>[A-Za-z_]\w*)
      |(?P<sign><=>|<<=|>>=|->|::|\+\+|--|&&|\|\||[-+*/%&|^=!<>]=|.)""",
    re.X | re.S | re.M)
SWAPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
           "true": "false", "false": "true", "+": "-", "-": "+"}
PAIRS = {")": "(", "]": "[", "}": "{"}
# A statement that begins with one of these is no call.
KEYWORDS = set("""return if else for while do switch case default break continue using const constexpr static auto struct
class enum union namespace template throw goto try catch extern typedef public private protected delete new""".split())


@dataclass(frozen=True)
class Point:
    begin: int
    end: int
    operator: str
    after: str


@dataclass
class Token:
    text: str
    begin: int
    kind: str
    mate: int = -1  # the number of the bracket that this one goes with
    outer: int = -1  # the number of the innermost bracket around it
    scope: str = ""  # what the innermost braces around it are: block, type, namespace or values

    @property
    def end(self):
        return self.begin + len(self.text)


def tokenize(source):
    tokens = []
    for match in TOKEN.finditer(source):
        if match.lastgroup != "skip" and match.group("skip") is None:
            kind = next(kind for kind in ("literal", "number", "word", "sign") if match.group(kind) is not None)
            tokens.append(Token(match.group(), match.start(), kind))
    match_brackets(tokens)
    return tokens


def kind_of_brace(tokens, at):
    """What the brace encloses, by the words between the end of the statement before and it."""
    before = tokens[at - 1].text if at else ""
    if before in (")", "]", "else", "do", "try", "mutable", "noexcept", "override"):
        return "block"
    head = []
    while at and tokens[at - 1].text not in (";", "{", "}", "(", ")", ","):
        at -= 1
        head.append(tokens[at].text)
    if "namespace" in head:
        return "namespace"
    if before == "const" or (head and head[-1] in ("->", "const") and at and tokens[at - 1].text == ")"):
        return "block"
    return "type" if {"struct", "class", "enum", "union"} & set(head) else "values"


def match_brackets(tokens):
    scopes, opened = ["namespace"], []
    for at, token in enumerate(tokens):
        if token.text == "{" and token.kind == "sign":
            kind = kind_of_brace(tokens, at)
            scopes.append(scopes[-1] if kind == "values" else kind)
        token.scope = scopes[-1]
        token.outer = opened[-1] if opened else -1
        if token.kind != "sign":
            continue
        if token.text in PAIRS.values():
            opened.append(at)
        elif token.text in PAIRS and opened:
            token.mate = opened.pop()
            tokens[token.mate].mate = at
            if token.text == "}":
                scopes.pop()


class Finder:
    """Collects the points of one text."""

    def __init__(self, source):
        self.source = source
        self.tokens = tokenize(source)
        self.points = []

    def text(self, at):
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def add(self, first, last, operator, after):
        self.points.append(Point(self.tokens[first].begin, self.tokens[last].end, operator, after))

    def is_spaced(self, at):
        token = self.tokens[at]
        return self.source[token.begin - 1].isspace() and self.source[token.end:token.end + 1].isspace()

    def find(self):
        at = 0
        while at < len(self.tokens):
            if self.text(at) in ("static_assert", "assert") and self.text(at + 1) == "(":
                at = self.tokens[at + 1].mate
            self.look_at(at)
            at += 1
        return sorted(set(self.points), key=lambda point: (point.begin, point.end, point.after))

    def look_at(self, at):
        token = self.tokens[at]
        if token.kind == "number":
            self.constant(at)
        elif token.kind == "sign":
            self.sign(at)
        elif token.kind == "word" and token.scope == "block":
            if token.text in ("if", "while") and self.text(at + 1) == "(":
                self.condition(at + 1)
            if token.text in ("true", "false") and self.text(at - 1) in ("return", "="):
                self.add(at, at, "boolean", SWAPPED[token.text])
            self.statement(at)

    def sign(self, at):
        text = self.text(at)
        if text in ("<", "<=", ">", ">=", "==", "!=") and self.is_spaced(at):
            self.add(at, at, "relational", SWAPPED[text])
        elif text in ("&&", "||") and self.is_spaced(at):
            self.add(at, at, "logical", SWAPPED[text])
        elif text in ("+", "-") and self.is_spaced(at) and self.tokens[at + 1].kind == "number":
            self.add(at, at, "arithmetic", SWAPPED[text])
        elif text == "!" and self.text(at - 1) != "operator":
            self.add(at, at, "not", "")

    def constant(self, at):
        text = self.text(at)
        outer = self.tokens[at].outer
        is_default = self.text(at - 1) == "=" and self.text(outer) == "(" and self.text(outer - 1) != "for"
        if self.tokens[at].scope == "type" or is_default or not re.fullmatch(r"[0-9']+", text):
            return
        value = int(text.replace("'", ""))
        for other in (value + 1, value - 1):
            if other >= 0:
                self.add(at, at, "constant", str(other))

    def condition(self, opening):
        """`if (…)` the other way round, unless another operator makes the same change: `!x`, `a == b`."""
        closing = self.tokens[opening].mate
        first, signs, at = opening + 1, [], opening + 1
        while at < closing:
            text = self.text(at)
            if text == ";":
                first, signs = at + 1, []
            elif self.tokens[at].kind == "sign":
                signs.append(text)
                at = max(at, self.tokens[at].mate)  # over what is in brackets
            at += 1
        joined = "&&" in signs or "||" in signs
        same = not joined and (self.text(first) == "!" or "==" in signs or "!=" in signs)
        if "=" not in signs and not same:  # with `=` it declares a name
            begin, end = self.tokens[first].begin, self.tokens[closing - 1].end
            self.points.append(Point(begin, end, "condition", f"!({self.source[begin:end]})"))

    def statement(self, at):
        """Calls, jumps and early returns that can be left out."""
        before = self.text(at - 1)
        after_condition = before == ")" and self.text(self.tokens[at - 1].mate - 1) in ("if", "for", "while")
        if self.text(self.tokens[at].outer) != "{" or before not in (";", "{", "}", "else") and not after_condition:
            return
        text, last = self.text(at), self.end_of_statement(at)
        if text in ("break", "continue") or (text == "return" and (after_condition or last == at + 1)):
            self.add(at, last, "jump", ";")
        elif text not in KEYWORDS and last and self.is_call(at, last):
            self.add(at, last, "call", ";")

    def end_of_statement(self, at):
        while at < len(self.tokens) and self.text(at) != ";":
            if self.text(at) in PAIRS:
                return 0
            at = max(at, self.tokens[at].mate) + 1
        return at if at < len(self.tokens) else 0

    def is_call(self, at, last):
        """`a.b(c)(d);`, no declaration: `Type name(c);`, `Type<x> name(c);`."""
        if self.text(last - 1) != ")":
            return False
        while at < last:
            if self.text(at) in ("=", "+=", "-=", "|=", "&=", "?", "<<", ">>="):
                return False
            follows = self.tokens[at + 1]
            if follows.kind == "word" and (self.tokens[at].kind == "word" or self.text(at) in (">", "*", "&")):
                return False
            at = max(at, self.tokens[at].mate) + 1
        return True


def find_points(source):
    return Finder(source).find()
