"""The desk: addresses of those who work on figures. Mounted under `/{language}/desk/`."""

from django.urls import path

from datasets.views import catalogue, dependencies, home, imports, jobs, releases, uploads

_RELEASE = "datasets/<slug:dataset_id>/releases/<int:number>/"

urlpatterns = [
    path("", home.home, name="desk_home"),
    path("datasets/", catalogue.datasets, name="desk_datasets"),
    path("datasets/<slug:dataset_id>/", catalogue.dataset, name="desk_dataset"),
    path("datasets/<slug:dataset_id>/import/", uploads.upload, name="desk_upload"),
    path("datasets/<slug:dataset_id>/compute/", catalogue.rebuild, name="desk_rebuild"),
    path(_RELEASE, releases.release, name="desk_release"),
    path(f"{_RELEASE}publish/", releases.publish, name="desk_publish"),
    path(f"{_RELEASE}discard/", releases.discard, name="desk_discard"),
    path(f"{_RELEASE}withdraw/", releases.withdraw, name="desk_withdraw"),
    path(f"{_RELEASE}compare/", releases.compare, name="desk_compare"),
    path("jobs/", jobs.jobs, name="desk_jobs"),
    path("jobs/<uuid:job_id>/", jobs.job, name="desk_job"),
    path("jobs/<uuid:job_id>/progress/", jobs.progress, name="desk_job_progress"),
    path("jobs/<uuid:job_id>/cancel/", jobs.cancel, name="desk_job_cancel"),
    path("jobs/<uuid:job_id>/retry/", jobs.retry, name="desk_job_retry"),
    path("imports/<int:run_id>/", imports.run, name="desk_run"),
    path("imports/<int:run_id>/problems.csv", imports.problems_csv, name="desk_problems"),
    path("computation/", dependencies.graph, name="desk_graph"),
    path("computation/start/", dependencies.recompute, name="desk_recompute"),
]
