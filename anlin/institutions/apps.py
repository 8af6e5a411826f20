"""The room `institutions`."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """Tells the heart which institutions and residents orders can concern."""

    name = "anlin.institutions"
    label = "institutions"

    def ready(self) -> None:
        """Offer the room's populations, and say where it keeps something about persons."""
        from anlin.base.sockets import Reporter, Trace, keep_trace, let_report
        from anlin.base.sql import statement
        from anlin.institutions import populations
        from anlin.institutions.rules import PLACES

        populations.register()
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
