"""What the documents cannot say in a schema, for Schemathesis: how lines are written, whose token is used, and which rules hold between values."""
import json
import re

import schemathesis
from schemathesis import GenerationMode

LINES = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl", "application/jsonlines",
         "application/x-jsonlines", "application/json-lines", "text/x-ndjson", "text/jsonl"]

# Codes that are of values together, of the present state or of a list elsewhere, wherever they stand.
OF_SEVERAL_VALUES = {"CONFLICT", "DUPLICATE", "NOT_APPLICABLE", "KEY_REUSED", "OWN_TOKEN_ONLY", "CAUTION", "RULED_OUT", "NEVER_SUGGESTED",
                     "CARE_OPEN", "NO_ROOM"}
# The format date-time has leap seconds anywhere and offsets up to 23:59; the calendar and the world do not.
OF_NO_TIME = "is not a date and time that exists"
# Others, only at these places; each is said in words in the document.
AT = [
    (r"version", "(RANGE|FUTURE|TOO_HIGH|VALUE)"),  # not more than a day ahead, where it looks like milliseconds
    (r"(zone|homeZone)", "UNKNOWN_VALUE"),  # a list that is renewed without us
    (r"(minAsOf|after|through)", "(VALUE|FORMAT)"),  # opaque: what an answer gave
    (r"(from|to|at|localDate)", "VALUE"),  # dates of 1999-12-31 to 9999-12-30
    (r"(from|to)", "RANGE"),  # in order, and not too far apart
    (r"(at|startedAt|endedAt|since|snoozeUntil|pausedUntil)", "(RANGE|FUTURE|TOO_OLD|VALUE)"),  # of our time, in order
    (r"observations/\d+/value", "(RANGE|TYPE)"),  # the range of the measure
    (r"segments/\d+/(armVariation|minutes|activity)", "(UNKNOWN_VALUE|RANGE|REQUIRED)"),  # what the practice has
    (r"region", "REQUIRED"),  # for tension and pain
    (r"position", "REQUIRED"),  # for observations
    (r"observations/\d+/side", "REQUIRED"),  # of measures that are seen on one side
    (r"snoozeUntil", "(REQUIRED|UNEXPECTED)"),  # with fate snoozed alone
    (r"quietDays/\d+/(from|to)", "REQUIRED"),  # both or neither
    (r"slotRules/\d+(/slot)?", "UNKNOWN_VALUE"),  # one of the plan's own
    (r"slotRules/\d+/(rule|from|days)", "(FORMAT|VALUE|REQUIRED|UNEXPECTED)"),  # a rule of RFC 5545, with its first date and without days
    (r"keys/(p256dh|auth)", "FORMAT"),  # a point of the curve, 16 bytes
    (r"(address|endpoint)", "(NOT_ALLOWED|VALUE|FORMAT)"),  # of a host that there is and may be sent to
    (r"(after|since)", "(REQUIRED|UNEXPECTED)"),  # one of the two
    (r"until", "RANGE"),  # after now, and not too far
    (r"for", "FORMAT"),  # a duration, of a minute to 366 days
    (r"(slots|contexts)(/\d+)?", "(TOO_MANY|RANGE|VALUE)"),  # an enabled plan has somewhere to nudge
]


@schemathesis.serializer(LINES[0], *LINES[1:])
def write_lines(context, value):
    return "\n".join(json.dumps(item) for item in (value if isinstance(value, list) else [value])).encode()


@schemathesis.deserializer(LINES[0], *LINES[1:])
def read_lines(context, response):
    """The document gives the shape of a line; the first one is held against it. An answer of no line, to a batch of none, is a good one."""
    lines = [line for line in response.content.decode().splitlines() if line]
    return json.loads(lines[0]) if lines else {"line": 1, "status": 201}


@schemathesis.hook
def before_load_schema(context, document):
    """The token is a member's own, so the member is "me"."""
    for path, item in list(document["paths"].items()):
        for part in (item, *(item[method] for method in ("get", "put", "post", "delete") if method in item)):
            if "parameters" in part:
                part["parameters"] = [each for each in part["parameters"] if not each.get("$ref", "").endswith("/Member")]
        document["paths"][path.replace("{member}", "me")] = document["paths"].pop(path)


@schemathesis.check
def refused_for_a_rule(context, response, case):
    """What has the shape that the document gives is refused for a rule between values, never for a value's own shape."""
    if mode(case) == GenerationMode.POSITIVE and response.status_code in (400, 422):
        errors = response.json().get("errors", [])
        assert errors, f"refused, and no fault is named: {response.text}"
        for error in errors:
            assert is_rule(error), f"the document allows it, the service does not: {error}"


@schemathesis.check
def taken_for_its_shape(context, response, case):
    """What has not that shape is not taken; null stands for what is left out, and unknown header fields are passed over."""
    if mode(case) != GenerationMode.NEGATIVE or response.status_code >= 300 or case.method == "OPTIONS":
        return
    if any(value in ([], {}) for value in (case.query or {}).values()):
        return  # an empty list is written as no parameter at all, so nothing of it was sent
    is_bare = "Content-Type" in (case.headers or {}) and not isinstance(case.body, (dict, list, str))  # it says of no body what it is
    is_batch = case.path.endswith("/batch")  # 200 there: each item has a status of its own
    assert is_bare or is_batch or has_null(case.body) or "x-schemathesis-unknown-property" in (case.headers or {}), (
        f"the document forbids it, the service takes it: {case.method} {case.path} {dict(case.query or {})} {case.body!r}")


@schemathesis.check
def unavailable_only_when_asked_to_wait(context, response, case):
    """Nothing is down during the run: 503 is an answer to minAsOf alone."""
    if response.status_code >= 500:
        assert response.status_code == 503 and response.json()["type"] == "/problems/not-yet", response.text
        assert "minAsOf" in (case.query or {}) and "Retry-After" in {name.title() for name in response.headers}


def mode(case):
    return case.meta.generation.mode if case.meta is not None else None


def is_rule(error):
    where = error.get("pointer") or error.get("parameter") or error.get("header") or ""
    if error["code"] == "FORMAT" and error["detail"].endswith(OF_NO_TIME):
        return True
    return error["code"] in OF_SEVERAL_VALUES or any(
        re.search(f"(^|/){place}$", where) and re.fullmatch(code, error["code"]) for place, code in AT)


def has_null(value):
    if isinstance(value, dict):
        return any(has_null(each) for each in value.values())
    return any(has_null(each) for each in value) if isinstance(value, list) else value is None
