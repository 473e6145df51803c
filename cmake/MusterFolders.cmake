# Which folder may include which. One row a folder; a row lists what its sources may include beside
# their own folder. Libraries link by this table, and tests/structure checks every #include against it.
# Paths are relative to the repository root; a row for a sub-folder replaces the row of its parent.

set(MUSTER_FOLDERS
    engine/base engine/kernel engine/trace engine/case engine/world engine/input engine/generate
    engine/hazard engine/hazard/fire engine/hazard/flood engine/hazard/imported engine/hazard/landslide
    engine/exposure
    engine/mobility engine/mobility/routing engine/mobility/traffic engine/mobility/walking
    engine/warning engine/shelter engine/simulation engine/study engine/cli viewer)

set(models_know engine/base engine/kernel engine/case engine/world)

set(may_include_engine/base)
set(may_include_engine/kernel engine/base)
set(may_include_engine/trace engine/base)
set(may_include_engine/case engine/base)
set(may_include_engine/world engine/base)
set(may_include_engine/input engine/base engine/case engine/world)
set(may_include_engine/generate engine/base engine/case engine/world engine/input)
set(may_include_engine/hazard ${models_know})
set(may_include_engine/hazard/flood ${models_know} engine/hazard)
set(may_include_engine/hazard/fire engine/base engine/world)
set(may_include_engine/hazard/imported ${models_know} engine/hazard)
set(may_include_engine/hazard/landslide ${models_know} engine/hazard)
set(may_include_engine/exposure ${models_know} engine/hazard)
set(may_include_engine/mobility ${models_know})
set(may_include_engine/mobility/routing ${models_know} engine/mobility)
set(may_include_engine/mobility/traffic ${models_know} engine/mobility engine/mobility/routing)
set(may_include_engine/mobility/walking ${models_know} engine/mobility engine/mobility/routing)
set(may_include_engine/warning ${models_know})
set(may_include_engine/shelter ${models_know})
set(may_include_engine/simulation
    ${models_know} engine/trace engine/hazard engine/hazard/flood engine/hazard/imported
    engine/hazard/fire engine/hazard/landslide engine/exposure engine/mobility engine/mobility/routing
    engine/mobility/traffic engine/mobility/walking engine/warning engine/shelter)
set(may_include_engine/study engine/base engine/trace engine/case engine/input)
set(may_include_engine/cli
    ${may_include_engine/simulation} engine/simulation engine/input engine/generate engine/study)
set(may_include_viewer engine/base engine/trace)
