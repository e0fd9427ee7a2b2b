"""Sentences with a profile's values in them: {parameter} becomes words, and its clause is shown with its evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from string import Formatter
from typing import Any

from directory.models import Agency, AgencyFunction
from directory.selectors.roles import body_with_function
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.profile import CHANNELS, PROVIDER, FormRef, Profile, Value
from requests_workflow.views.legal_words import EVIDENCE, PARAMETERS, TO_CONFIRM, value_in_words
from requests_workflow.views.start_words import Said, StartPage


@dataclass(frozen=True)
class Basis:
    """A clause as it is cited, how sure it is in words, and whether the customer has to confirm it.

    Where it has to be confirmed, the words say what exactly: the clause may well be there, and not the number in it.
    """

    cite: str
    evidence: str
    to_confirm: bool


@dataclass(frozen=True)
class Sentence:
    """What a page says, and on what it rests."""

    text: str
    bases: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """Speaks for one body: its profile, and the names of the bodies that have a function for it today."""

    profile: Profile
    names: Mapping[str, str]

    def say(self, said: Said, *, form: FormRef | None = None) -> Sentence:
        """The sentence with the values of the profile, and the clauses of all of them, each once.

        `form` is the form that the page is about: what each form notes for itself is cited of that one.
        """
        words: dict[str, str] = {}
        bases = [self.basis(said.clause, said.evidence)] if said.clause is not None else []
        for _, name, _, _ in Formatter().parse(said.text):
            if name is None:
                continue
            words[name], basis = self._parameter(name, form)
            bases += [basis] if basis is not None else []
        return Sentence(_trimmed(said.text.format(**words)), tuple(dict.fromkeys(bases)))

    def name(self, function: str) -> str:
        """The body that has the function today; the word for it where the directory knows none."""
        return self.names.get(function, value_in_words(function, ""))

    def basis(self, clause: Clause, evidence: str, *, what: str = "") -> Basis:
        """Of one clause; `what` is what the page takes from it."""
        said, unsure = EVIDENCE.get(evidence, ""), evidence in TO_CONFIRM
        return Basis(clause.cite(), f"{said}: {what}" if unsure and what else said, unsure)

    def bases_of(self, *names: str) -> tuple[Basis, ...]:
        """Of parameters of the profile, each basis once."""
        found = (self._parameter(name, None)[1] for name in names)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def bases_of_term(self, clause: Clause) -> tuple[Basis, ...]:
        """Of an act under `clause`: how sure a term is that the profile takes from it, else the clause alone."""
        values = ((one.name, getattr(self.profile, one.name)) for one in fields(self.profile))
        terms = [
            name
            for name, value in values
            if isinstance(value, Value)
            and (value.unit, value.clause) == ("working_day", clause)
            and value.evidence in TO_CONFIRM
        ]
        return self.bases_of(*terms) or (self.basis(clause, ""),)

    def form_of(self, page: StartPage) -> FormRef | None:
        """The form of the procedure; None for the report of a loss."""
        return getattr(self.profile, page.form) if page.form else None

    def route(self, page: StartPage) -> list[dict[str, Any]]:
        """Where the document goes, one line a recipient: {"to", "channels", "for", "bases"}."""
        functions: dict[str, str] = {"": PROVIDER}
        values: list[Value[Any]] = [self.profile.channels]
        if page.to == "issue_route":
            functions = {"": self.profile.issue_route.value}
            values = [self.profile.issue_route, *values]
        elif page.to == "recovery_recipients":
            recipients = self.profile.recovery_recipients
            functions = {value_in_words(kind, ""): function for kind, function in recipients.value.items()}
            functions["Thiết bị khác" if functions else ""] = PROVIDER
            values = [recipients, *values]
        bases = tuple(dict.fromkeys(self.basis(one.clause, one.evidence) for one in values))
        return [
            {
                "for": words,
                "to": self.name(function),
                "channels": [CHANNELS[code] for code in self.profile.channels_for(function)],
                "bases": bases,
            }
            for words, function in functions.items()
        ]

    def copies(self) -> list[str]:
        """Bodies that get a copy of what is sent to the provider."""
        return [self.name(function) for function in self.profile.copies.value]

    def _parameter(self, name: str, form: FormRef | None) -> tuple[str, Basis | None]:
        if name in self.names:
            return self.names[name], None
        value = getattr(self.profile, name)
        if isinstance(value, FormRef):
            return value.name, self.basis(value.clause, value.evidence, what=value.name)
        clause = value.clause
        if name == "email_domains" and form is not None:
            clause = self.profile.official_email_ground(form)
        words, label = self._words(name, value), PARAMETERS[name]
        what = ": ".join(filter(None, (label[0].lower() + label[1:], words)))
        return words, self.basis(clause, value.evidence, what=what)

    def _words(self, name: str, value: Value[Any]) -> str:
        given = value.value
        if name == "email_domains":
            return f"({', '.join(f'@{one}' for one in given)})" if given else ""
        if name == "recovery_recipients":
            parts = [f"{value_in_words(kind, '')}: {self.name(function)}" for kind, function in given.items()]
            return "; ".join([*parts, f"Thiết bị khác: {self.name(PROVIDER)}"] if parts else [self.name(PROVIDER)])
        if name == "loss_told_to":
            return ", ".join(self.name(one) for one in given)
        if value.unit == "working_day" and isinstance(given, int):
            return f"{given:02d} ngày làm việc"
        return value_in_words(given, value.unit)


def speaker_for(*, profile: Profile, agency: Agency | None, on: date) -> Speaker:
    """The speaker of a body on that day; without a body, functions are called by their own words."""
    labels = {str(code): str(label) for code, label in AgencyFunction.Function.choices}
    if agency is not None:
        for function in {PROVIDER, profile.issue_route.value, *profile.copies.value, *_recoverers(profile)}:
            body = body_with_function(function=function, agency=agency, on=on)
            if body is not None:
                labels[function] = body.name
    return Speaker(profile, labels | {"provider": labels[PROVIDER], "recipient": labels[profile.issue_route.value]})


def _recoverers(profile: Profile) -> set[str]:
    return set(profile.recovery_recipients.value.values())


def _trimmed(text: str) -> str:
    """Without the space that an empty value leaves."""
    return re.sub(r" (?=[.,;])", "", " ".join(text.split()))
