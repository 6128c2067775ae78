"""What a shopper gets for an approved visit, what is given back, and what was paid."""

import django.db.models.deletion
import shopper.identity
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('checklists', '0005_what_is_given_back'),
        ('visits', '0006_visit_on_the_board'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Earning',
            fields=[
                ('id', models.UUIDField(default=shopper.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('approved_at', models.DateTimeField()),
                ('grade', models.PositiveSmallIntegerField()),
                ('parts', models.JSONField(default=list)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('fee_amount', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('fee_currency', models.CharField(blank=True, max_length=3)),
                ('fee_note', models.CharField(blank=True, max_length=120)),
                ('payable_on', models.DateField()),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shopper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earnings', to=settings.AUTH_USER_MODEL)),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='earning', to='visits.visit')),
            ],
            options={
                'verbose_name': 'earning',
                'verbose_name_plural': 'earnings',
                'ordering': ['-approved_at'],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=shopper.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('paid_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_because', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('earning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='earnings.earning')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Reimbursement',
            fields=[
                ('id', models.UUIDField(default=shopper.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('spent', models.DecimalField(decimal_places=2, max_digits=12)),
                ('limit', models.DecimalField(decimal_places=2, max_digits=8)),
                ('granted', models.DecimalField(decimal_places=2, max_digits=8)),
                ('currency', models.CharField(max_length=3)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('earning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reimbursements', to='earnings.earning')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklists.question')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='earning',
            index=models.Index(fields=['shopper', '-approved_at'], name='earning_by_shopper'),
        ),
        migrations.AddIndex(
            model_name='earning',
            index=models.Index(fields=['payable_on'], name='earning_by_day'),
        ),
        migrations.AddConstraint(
            model_name='earning',
            constraint=models.CheckConstraint(condition=models.Q(('grade__lte', 100)), name='earning_grade_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='earning',
            constraint=models.CheckConstraint(condition=models.Q(('fee_amount', None), models.Q(('fee_amount__gte', 0), models.Q(('fee_currency', ''), _negated=True)), _connector='OR'), name='earning_fee_has_a_currency'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('earning',), name='payment_once_an_earning'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), models.Q(('undone_because', ''), _negated=True), _connector='OR'), name='payment_undone_says_why'),
        ),
        migrations.AddConstraint(
            model_name='reimbursement',
            constraint=models.UniqueConstraint(fields=('earning', 'question'), name='reimbursement_once_a_question'),
        ),
        migrations.AddConstraint(
            model_name='reimbursement',
            constraint=models.CheckConstraint(condition=models.Q(('granted__gte', 0), ('granted__lte', models.F('limit')), ('granted__lte', models.F('spent'))), name='reimbursement_within_its_limit'),
        ),
        migrations.AddConstraint(
            model_name='reimbursement',
            constraint=models.CheckConstraint(condition=models.Q(('granted', models.F('spent')), ('granted', models.F('limit')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reimbursement_of_less_says_why'),
        ),
    ]
