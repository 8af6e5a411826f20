"""Who came and went within one day lived there for no day: a stay may end on its first day."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_history'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='residence', name='people_residence_forward'),
        migrations.AddConstraint(
            model_name='residence',
            constraint=models.CheckConstraint(
                condition=Q(('until__isnull', True), ('until__gte', F('since')), _connector='OR'),
                name='people_residence_forward',
            ),
        ),
    ]
