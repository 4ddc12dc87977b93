from django.urls import path

from pokpong.doors.office import (
    about,
    conflicts,
    directory,
    guide,
    health,
    history,
    home,
    proof,
    reading_reports,
    search,
    status,
    tasks,
    unusual,
)
from pokpong.doors.office.own_copy import views as own_copy
from pokpong.doors.office.set_up import views as set_up
from pokpong.doors.office.whole import page as whole

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/done/", tasks.task_done, name="task_done"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<uuid:conflict_id>/", conflicts.conflict, name="conflict"),
    path("history/", history.history, name="history"),
    path("history/read/", history.readings, name="readings"),
    path("history/person/", reading_reports.who_saw_record, name="who_saw_record"),
    path("history/unusual/", unusual.unusual, name="unusual"),
    path("history/unusual/<uuid:unusual_reading>/", unusual.unusual_one, name="unusual_one"),
    path("history/proof/", proof.proof, name="proof"),
    path("history/proof/check/", proof.verify_now, name="verify_now"),
    path("people/<uuid:person>/readers/", reading_reports.who_saw, name="who_saw"),
    path("search/", search.search, name="search"),
    path("directory/", directory.directory, name="directory"),
    path("help/", guide.guide, name="help"),
    path("help/<slug:code>/", guide.guide_for_role, name="help_role"),
    path("people/<uuid:person>/whole/", whole.whole_person, name="whole_person"),
    path("people/<uuid:person>/copies/", own_copy.own_copies, name="own_copies"),
    path("copies/<uuid:subject_copy>/", own_copy.own_copy, name="own_copy"),
    path("copies/<uuid:subject_copy>/prepare/", own_copy.prepare, name="own_copy_prepare"),
    path("copies/<uuid:subject_copy>/paper/", own_copy.paper, name="own_copy_paper"),
    path("copies/<uuid:subject_copy>/file/", own_copy.as_json, name="own_copy_json"),
    path("copies/<uuid:subject_copy>/hand-over/", own_copy.hand_over, name="own_copy_hand_over"),
    path("copies/<uuid:subject_copy>/drop/", own_copy.drop, name="own_copy_drop"),
    path("about/", about.about, name="about"),
    path("status/", status.status, name="status"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.begin, name="set_up"),
    path("set-up/language/", set_up.language, name="set_up_language"),
    path("set-up/places/", set_up.places, name="set_up_places"),
    path("set-up/organisation/", set_up.organisation, name="set_up_organisation"),
    path("set-up/administrator/", set_up.administrator, name="set_up_administrator"),
    path("set-up/supervisor/", set_up.supervisor, name="set_up_supervisor"),
    path("set-up/done/", set_up.done, name="set_up_done"),
]
