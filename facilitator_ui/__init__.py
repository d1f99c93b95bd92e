"""From a View to the HTML of trainers and observers: console, scoring, report.

Owns their pages, templates and static files. Decides nothing, and imports nothing of `player_ui`.
Shared parts are in `shared_ui`, routes in `server`.
"""
