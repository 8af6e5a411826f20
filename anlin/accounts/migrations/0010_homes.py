"""The roles of institutions, and of civil affairs in counties."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_gatekeeper'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('nation_leader', 'nation_leader'), ('province_leader', 'province_leader'), ('city_leader', 'city_leader'), ('county_leader', 'county_leader'), ('street_leader', 'street_leader'), ('policy_officer', 'policy_officer'), ('county_case_officer', 'county_case_officer'), ('street_officer', 'street_officer'), ('community_worker', 'community_worker'), ('grid_worker', 'grid_worker'), ('gatekeeper', 'gatekeeper'), ('county_civil_affairs', 'county_civil_affairs'), ('home_head', 'home_head'), ('nurse', 'nurse'), ('carer', 'carer'), ('auditor', 'auditor'), ('system_admin', 'system_admin')], db_comment='identifier of the role', max_length=32),
        ),
    ]
