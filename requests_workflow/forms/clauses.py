"""The filter of the clause matrix: which text, and what the product does with its clauses."""

from collections.abc import Iterable

from django import forms


class ClauseFilter(forms.Form):
    """Lives in the address. `instruments` and `effects` are (code, words) pairs."""

    def __init__(
        self,
        *,
        data: dict[str, str],
        instruments: Iterable[tuple[str, str]],
        effects: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data=data)
        self.fields["van-ban"] = forms.ChoiceField(label="Văn bản", choices=list(instruments))
        self.fields["tac-dung"] = forms.ChoiceField(
            label="Tác dụng", choices=[("", "Tất cả"), *effects], required=False
        )
