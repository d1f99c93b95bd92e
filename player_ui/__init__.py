"""From a View to the HTML of seats, teams and the plenary screen.

Owns their pages, templates and static files. Decides nothing, and never sees what the seat may not
(`engine.exercise.visibility`). Shared parts are in `shared_ui`, routes in `server`.
"""
