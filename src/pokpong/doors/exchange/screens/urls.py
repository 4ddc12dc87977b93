"""Addresses of files in and out. None carries a name."""

from django.urls import path

from pokpong.doors.exchange.screens import bringing, columns, files, questions, taking_out, whose

app_name = "exchange"
urlpatterns = [
    path("", files.files, name="files"),
    path("in/", bringing.upload, name="upload"),
    path("in/<uuid:file>/", bringing.file_page, name="file"),
    path("in/<uuid:file>/columns/", columns.choose, name="columns"),
    path("in/<uuid:file>/start/", bringing.start, name="start"),
    path("in/<uuid:file>/put-aside/", bringing.drop, name="drop"),
    path("in/<uuid:file>/rejected/", bringing.rejected, name="rejected"),
    path("in/<uuid:file>/rows/<int:row>/", questions.answer, name="row"),
    path("out/", taking_out.ask, name="take_out"),
    path("out/whose/", whose.whose, name="whose"),
    path("out/<uuid:export_request>/", taking_out.export, name="export"),
    path("out/<uuid:export_request>/release/", taking_out.release, name="release"),
    path("out/<uuid:export_request>/refuse/", taking_out.refuse, name="refuse"),
    path("out/<uuid:export_request>/take-back/", taking_out.take_back, name="take_back"),
    path("out/<uuid:export_request>/copy/", taking_out.copy, name="copy"),
    path("template/", files.template, name="template"),
    path("template/with-lists/", files.template_with_lists, name="template_with_lists"),
    path("mappings/<uuid:mapping>/put-aside/", files.drop_kept, name="drop_mapping"),
]
