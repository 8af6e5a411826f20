"""What a policy officer enters: where a pack holds, and what a place orders itself."""

from anlin.policy.forms.adopting import AdoptForm, EndForm
from anlin.policy.forms.local import ReleaseForm, WithdrawForm
from anlin.policy.forms.tightening import TightenForm, first_days, initial_of

__all__ = [
    "AdoptForm",
    "EndForm",
    "ReleaseForm",
    "TightenForm",
    "WithdrawForm",
    "first_days",
    "initial_of",
]
