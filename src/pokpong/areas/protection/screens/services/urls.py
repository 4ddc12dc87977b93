from django.urls import path

from pokpong.areas.protection.screens.services import lists, one, return_steps, service_steps, stay_steps

app_name = "services"
urlpatterns = [
    path("beds/", lists.free_beds, name="beds"),
    path("<uuid:case>/services/", lists.service_list, name="list"),
    path("<uuid:case>/services/plan/", service_steps.plan, name="plan"),
    path("<uuid:case>/services/record/", service_steps.record, name="record"),
    path("services/<uuid:service>/", one.service, name="service"),
    path("services/<uuid:service>/given/", service_steps.deliver, name="service_deliver"),
    path("services/<uuid:service>/more/", service_steps.extend, name="service_extend"),
    path("services/<uuid:service>/not-given/", service_steps.miss, name="service_miss"),
    path("services/<uuid:service>/cancel/", service_steps.cancel, name="service_cancel"),
    path("services/<uuid:service>/take-back/", service_steps.take_back, name="service_take_back"),
    path("services/<uuid:service>/correct/", service_steps.amend, name="service_amend"),
    path("<uuid:case>/stays/reserve/", stay_steps.reserve, name="reserve"),
    path("<uuid:case>/stays/arrival/", stay_steps.admit, name="admit"),
    path("stays/<uuid:stay>/", one.stay, name="stay"),
    path("stays/<uuid:stay>/arrival/", stay_steps.begin, name="stay_begin"),
    path("stays/<uuid:stay>/bed/", stay_steps.another_bed, name="stay_change_bed"),
    path("stays/<uuid:stay>/end/", stay_steps.end, name="stay_end"),
    path("stays/<uuid:stay>/cancel/", stay_steps.cancel, name="stay_cancel"),
    path("stays/<uuid:stay>/correct/", stay_steps.amend, name="stay_amend"),
    path("<uuid:case>/return/plan/", return_steps.plan, name="return_plan"),
    path("returns/<uuid:return_home>/", one.return_home, name="return"),
    path("returns/<uuid:return_home>/agreed/", return_steps.agree, name="return_agree"),
    path("returns/<uuid:return_home>/set-out/", return_steps.set_out, name="return_set_out"),
    path("returns/<uuid:return_home>/arrived/", return_steps.receive, name="return_receive"),
    path("returns/<uuid:return_home>/cancel/", return_steps.cancel, name="return_cancel"),
    path("returns/<uuid:return_home>/correct/", return_steps.amend, name="return_amend"),
]
