"""dev/queue_job_check: two Odoo servers that share the work by queue_job."""
