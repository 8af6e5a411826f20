"""What a worker enters is kept as meant, and what is missing is asked for in a sentence."""

from datetime import UTC, datetime
from uuid import UUID

from anlin.base import clock
from anlin.field.forms import ContactForm

NOW = datetime(2023, 1, 20, 10, 0, tzinfo=UTC)
SENT = {
    "client_id": "6f9619ff-8b86-4011-b42d-00c04fc964ff",
    "occurred_at": "2023-01-20T09:58:00Z",
    "way": "phone",
    "condition": "well",
}


def test_three_taps_are_a_contact() -> None:
    form = ContactForm(SENT)
    assert form.is_valid()
    assert form.content == {"way": "phone", "condition": "well"}
    assert form.happened_at == datetime(2023, 1, 20, 9, 58, tzinfo=UTC)
    assert form.cleaned_data["client_id"] == UUID(SENT["client_id"])


def test_somebody_not_reached_needs_nothing_that_we_know_of() -> None:
    form = ContactForm(SENT | {"condition": "not_reached", "needs": ["medicine"]})
    assert form.is_valid()
    assert "needs" not in form.content


def test_readings_are_kept_of_the_unwell_only() -> None:
    read = {"temperature": "38.4", "spo2": "91", "symptoms": ["cough"]}
    ill = ContactForm(SENT | read | {"condition": "unwell"})
    well = ContactForm(SENT | read)
    assert ill.is_valid()
    assert well.is_valid()
    assert ill.content["temperature"] == "38.4"
    assert ill.content["spo2"] == 91
    assert well.content == {"way": "phone", "condition": "well"}


def test_a_reading_that_cannot_be_is_refused() -> None:
    form = ContactForm(SENT | {"condition": "unwell", "temperature": "3.65", "spo2": "9"})
    assert not form.is_valid()
    assert set(form.errors) == {"temperature", "spo2"}


def test_an_earlier_contact_counts_when_it_happened() -> None:
    with clock.frozen(NOW):
        form = ContactForm(SENT | {"earlier": "2023-01-20T15:00"})
        assert form.is_valid()
    assert form.happened_at == datetime(2023, 1, 20, 7, 0, tzinfo=UTC)


def test_nothing_is_recorded_before_it_happens() -> None:
    with clock.frozen(NOW):
        form = ContactForm(SENT | {"earlier": "2023-01-20T23:00"})
        assert not form.is_valid()
    assert list(form.errors) == ["earlier"]


def test_of_the_observed_a_temperature_is_kept_also_when_they_are_well() -> None:
    well = SENT | {"condition": "well", "temperature": "36.5"}
    for observed in (False, True):
        form = ContactForm(well, observed=observed)
        assert form.is_valid()
        assert ("temperature" in form.content) is observed
    nobody = ContactForm(well | {"condition": "not_reached"}, observed=True)
    assert nobody.is_valid()
    assert "temperature" not in nobody.content


def test_each_missing_tap_is_named() -> None:
    form = ContactForm({key: SENT[key] for key in ("client_id", "occurred_at")})
    assert not form.is_valid()
    assert set(form.errors) == {"way", "condition"}


def test_a_page_without_scripts_brings_its_own_id_and_moment() -> None:
    with clock.frozen(NOW):
        first, second = ContactForm(), ContactForm()
    assert first.initial["client_id"] != second.initial["client_id"]
    assert first.initial["occurred_at"] == NOW.isoformat()
