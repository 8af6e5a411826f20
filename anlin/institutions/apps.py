"""The room `institutions`."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """Tells the heart which institutions and residents orders can concern, and what is counted."""

    name = "anlin.institutions"
    label = "institutions"

    def ready(self) -> None:
        """Offer the room's populations, and say where it keeps something about persons."""
        from anlin.base.sockets import Reporter, Trace, count, keep_trace, let_report
        from anlin.base.sql import statement
        from anlin.institutions import populations
        from anlin.institutions.figures import COUNTED
        from anlin.institutions.rules import PLACES

        populations.register()
        for figure in COUNTED:
            count(figure)
        let_report(
            Reporter(
                "institution",
                "机构",
                "institution",
                statement("institutions/reporting"),
                tuple(PLACES),
            )
        )
        keep_trace(Trace("institutions", statement("institutions/traces")))
