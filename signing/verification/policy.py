"""The rules for later revisions: pyHanko's default ones, which also know fields of a tagged document.

pyHanko recognises a field's link from the structure tree only as a plain object reference; WeasyPrint and others write
an array of references, which is the same thing (ISO 32000-1 §14.7.4.3).
"""

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.form_rules_api import _list_fields
from pyhanko.sign.diff_analysis.rules_api import Context

from signing.pdf_objects import entry

type Updates = Iterable[tuple[ModificationLevel, FormUpdate]]


class _TaggedSpec(FieldComparisonSpec):
    """A field that may hang in the structure tree through an array."""

    def _find_in_structure_tree(self) -> Context | None:
        plain = super()._find_in_structure_tree()
        reference = self.old_field_ref
        if plain is not None or reference is None:
            return plain
        old: Any = reference.get_pdf_handler()
        if "/StructTreeRoot" not in old.root:
            return None
        for path in old._get_usages_of_ref(reference):
            nodes = path.path
            if (
                tuple(nodes[:3]) == ("/Root", "/StructTreeRoot", "/K")
                and len(nodes) >= 6
                and nodes[-1] == "/Obj"
                and isinstance(nodes[-2], int)
                and nodes[-3] == "/K"
            ):
                return Context.from_absolute(old, path)
        return None


def _tagged(spec: FieldComparisonSpec) -> FieldComparisonSpec:
    return _TaggedSpec(**{f.name: getattr(spec, f.name) for f in dataclass_fields(spec)})


class _TaggedGenericRule(GenericFieldModificationRule):
    def check_form_field(self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext) -> Updates:
        yield from super().check_form_field(fq_name, _tagged(spec), context)


class _TaggedSignatureRule(SigFieldModificationRule):
    def check_form_field(self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext) -> Updates:
        yield from super().check_form_field(fq_name, _tagged(spec), context)


class _FirstFormRule(FormUpdatingRule):
    """The form rule for a file that may have no form yet: a new form may hold new signature fields and nothing else."""

    def apply(self, old: Any, new: Any) -> Updates:
        if "/AcroForm" in old.root or "/AcroForm" not in new.root:
            yield from super().apply(old, new)
            return
        form = new.root["/AcroForm"]
        if set(form) - NEW_FORM_KEYS:
            raise SuspiciousModification("the new form holds more than fields")
        for holder, key in ((new.root, "/AcroForm"), (form, "/Fields"), (form, "/DR")):
            value = holder.raw_get(key) if key in holder else None
            if isinstance(value, generic.IndirectObject) and old.is_ref_unassignable(value.reference):
                level = ModificationLevel.FORM_FILLING if key == "/DR" else ModificationLevel.LTA_UPDATES
                yield level, FormUpdate(updated_ref=value.reference, field_name=None)
        specs = dict(_list_fields(generic.ArrayObject(), entry(form, "/Fields"), old_path=None))
        context = FieldComparisonContext(field_specs=specs, old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


NEW_FORM_KEYS = {"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"}
GLOBAL_RULES = [
    CatalogModificationRule(),
    DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
    XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
]
FIELD_RULES = [SigFieldCreationRule(), _TaggedSignatureRule(), _TaggedGenericRule()]
LATER_REVISIONS = StandardDiffPolicy(
    global_rules=GLOBAL_RULES,
    form_rule=FormUpdatingRule(field_rules=FIELD_RULES),
)
FIRST_SIGNATURE = StandardDiffPolicy(
    global_rules=GLOBAL_RULES,
    # The first signature sets the flags that announce it (ISO 32000-1, table 218 and 219).
    form_rule=_FirstFormRule(
        field_rules=FIELD_RULES, ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    ),
)
"""The same for a file that need not have a signature yet."""
