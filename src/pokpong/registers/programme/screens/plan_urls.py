"""Addresses of plans and activities, joined to those of the programme. None carries a name."""

from django.urls import path

from pokpong.registers.programme.screens import plan_activities, plan_pictures, plan_steps, plans

PLANS = [
    path("", plans.hub_page, name="hub"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/draft/", plans.draft, name="plan_draft"),
    path("plans/<uuid:plan>/", plans.plan_page, name="plan"),
    path("plans/<uuid:plan>/bars/", plan_pictures.gantt, name="plan_gantt"),
    path("plans/<uuid:plan>/calendar/", plan_pictures.calendar, name="plan_calendar"),
    path("plans/<uuid:plan>/workbook/", plans.workbook, name="plan_workbook"),
    path("plans/<uuid:plan>/history/", plans.history, name="plan_history"),
    path("plans/<uuid:plan>/difference/", plans.difference, name="plan_difference"),
    path("plans/<uuid:plan>/edit/", plans.amend, name="plan_amend"),
    path("plans/<uuid:plan>/propose/", plan_steps.propose, name="plan_propose"),
    path("plans/<uuid:plan>/agree/", plan_steps.agree, name="plan_agree"),
    path("plans/<uuid:plan>/send-back/", plan_steps.send_back, name="plan_send_back"),
    path("plans/<uuid:plan>/start/", plan_steps.start, name="plan_start"),
    path("plans/<uuid:plan>/revise/", plan_steps.revise, name="plan_revise"),
    path("plans/<uuid:plan>/close/", plan_steps.close, name="plan_close"),
    path("plans/<uuid:plan>/activities/add/", plan_activities.add, name="activity_add"),
    path("activities/find/", plan_activities.find_json, name="find_activity"),
    path("activities/<uuid:activity>/", plan_activities.activity_page, name="activity"),
    path("activities/<uuid:activity>/edit/", plan_activities.amend, name="activity_amend"),
    path("activities/<uuid:activity>/drop/", plan_activities.drop, name="activity_drop"),
    path("activities/<uuid:activity>/progress/", plan_activities.record, name="progress_record"),
]
