"""Models of the registers that local rules ask of a department."""

from reporting.models.supervision import Inspection, PlanItem, TrainingCourse, TrainingParticipant, YearlyPlan

__all__ = ["Inspection", "PlanItem", "TrainingCourse", "TrainingParticipant", "YearlyPlan"]
