#@ tables
