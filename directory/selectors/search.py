"""Search by name without accents: every word that was typed stands in the stored folded name."""

from django.db.models import Func, Q

from directory.domain.names import fold
from directory.models import Agency, Subscriber


def folded_words(*, lookup: str, text: str) -> Q:
    """Q that holds where the folded column contains every word of `text`; nothing for an empty text."""
    words = fold(text).split()
    if not words:
        return Q(pk__in=[])
    condition = Q()
    for word in words:
        condition &= Q(**{f"{lookup}__contains": word})
    return condition


def agencies_named(text: str) -> Q:
    """Condition on a row's managing agency, as one subquery."""
    return Q(managing_agency_id__in=Agency.objects.filter(folded_words(lookup="folded_name", text=text)).values("pk"))


class Folded(Func):
    """A column as `directory.domain.names.fold` writes it, for the few names that are not stored folded."""

    template = (
        "lower(translate(regexp_replace(normalize(%(expressions)s, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dD'))"
    )


def subscribers_named(text: str) -> Q:
    """Condition on a row's subscriber, as one subquery: a person's, an organisation's or a device's name."""
    condition = (
        folded_words(lookup="person__folded_name", text=text)
        | (Q(kind=Subscriber.Kind.ORGANISATION) & folded_words(lookup="agency__folded_name", text=text))
        | (Q(kind=Subscriber.Kind.DEVICE) & folded_words(lookup="folded", text=text))
        | Q(name__icontains=text)
    )
    return Q(subscriber_id__in=Subscriber.objects.alias(folded=Folded("name")).filter(condition).values("pk"))


def serial_like(*, lookup: str, text: str) -> Q:
    """Serials that start with `text` as typed, or in capitals, or in small letters: each a range of the index."""
    return (
        Q(**{f"{lookup}__startswith": text})
        | Q(**{f"{lookup}__startswith": text.upper()})
        | Q(**{f"{lookup}__startswith": text.lower()})
    )
