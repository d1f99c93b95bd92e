"""After the exercise: the report's data, folded from the journal.

Owns the course in time, the spread over the scale, response times and open questions, without people's
names. Does not lay out pages (`facilitator_ui`) or read files (`server.journal`).
"""
