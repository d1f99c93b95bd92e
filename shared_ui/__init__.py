"""What every screen shares: base layout, design tokens, components, icons, and feed.js that keeps pages live.

Imports nothing of ours, and knows no role or rule. The pages are in `player_ui` and `facilitator_ui`.
"""
