from django.urls import path

from pokpong.registers.programme.screens import calendars, donors, frameworks, population, projects, results
from pokpong.registers.programme.screens.plan_urls import PLANS

app_name = "programme"
urlpatterns = [
    *PLANS,
    path("projects/", projects.project_list, name="projects"),
    path("projects/add/", projects.add, name="project_add"),
    path("projects/<uuid:project>/", projects.project_page, name="project"),
    path("projects/<uuid:project>/edit/", projects.amend, name="project_amend"),
    path("projects/<uuid:project>/state/<slug:to>/", projects.change_state, name="project_state"),
    path("projects/<uuid:project>/money/add/", donors.fund, name="funding_add"),
    path("projects/<uuid:project>/framework/add/", frameworks.add, name="framework_add"),
    path("money/<uuid:funding>/", donors.funding_page, name="funding"),
    path("money/<uuid:funding>/edit/", donors.amend_money, name="funding_amend"),
    path("money/<uuid:funding>/withdraw/", donors.withdraw, name="funding_withdraw"),
    path("donors/", donors.donor_list, name="donors"),
    path("donors/add/", donors.add, name="donor_add"),
    path("donors/<uuid:donor>/", donors.donor_page, name="donor"),
    path("donors/<uuid:donor>/edit/", donors.amend, name="donor_amend"),
    path("frameworks/<uuid:framework>/", frameworks.framework_page, name="framework"),
    path("frameworks/<uuid:framework>/edit/", frameworks.amend, name="framework_amend"),
    path("frameworks/<uuid:framework>/agree/", frameworks.agree, name="framework_agree"),
    path("frameworks/<uuid:framework>/revise/", frameworks.revise, name="framework_revise"),
    path("frameworks/<uuid:framework>/results/add/", results.add, name="result_add"),
    path("results/<uuid:result>/", results.result_page, name="result"),
    path("results/<uuid:result>/edit/", results.amend, name="result_amend"),
    path("results/<uuid:result>/place/", results.place, name="result_place"),
    path("results/<uuid:result>/retire/", results.retire, name="result_retire"),
    path("results/<uuid:result>/resume/", results.resume, name="result_resume"),
    path("calendars/", calendars.calendar_list, name="calendars"),
    path("calendars/add/", calendars.add, name="calendar_add"),
    path("calendars/take/<slug:shipped>/", calendars.take, name="calendar_take"),
    path("calendars/<uuid:calendar>/", calendars.calendar_page, name="calendar"),
    path("calendars/<uuid:calendar>/edit/", calendars.amend, name="calendar_amend"),
    path("calendars/<uuid:calendar>/periods/make/", calendars.make, name="period_make"),
    path("population/", population.figure_list, name="population"),
    path("population/add/", population.add, name="population_add"),
    path("population/<uuid:population>/", population.figure_page, name="population_figure"),
    path("population/<uuid:population>/edit/", population.amend, name="population_amend"),
    path("population/<uuid:population>/withdraw/", population.withdraw, name="population_withdraw"),
]
