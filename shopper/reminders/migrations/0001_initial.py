"""Which letters were written about what, and which a shopper does not want."""

import django.db.models.deletion
import shopper.identity
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('visits', '0006_visit_on_the_board'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=shopper.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('upcoming', 'The day before a visit you have accepted'), ('closing', 'When little time is left for a visit'), ('unanswered', 'When an assigned visit waits for your answer'), ('returned', 'When questions that came back wait for you')], max_length=10)),
                ('occasion', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('shopper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='visits.visit')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('visit', 'shopper', 'kind', 'occasion'), name='reminder_once_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='Silence',
            fields=[
                ('id', models.UUIDField(default=shopper.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('upcoming', 'The day before a visit you have accepted'), ('closing', 'When little time is left for a visit'), ('unanswered', 'When an assigned visit waits for your answer'), ('returned', 'When questions that came back wait for you')], max_length=10)),
                ('since', models.DateTimeField()),
                ('shopper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='silences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shopper', 'kind'), name='silence_once_a_kind')],
            },
        ),
    ]
