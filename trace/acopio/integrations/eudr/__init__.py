"""What a European importer needs for a due diligence statement (Regulation (EU) 2023/1115).

``plots.geojson`` follows the EU's GeoJSON file description 1.3 of 29 May 2026, ``lot.json`` holds
every datum of article 9 that is recorded here, and names those that are not. Nothing here says
whether a lot may be placed on the market: that is the importer's to conclude.
"""
