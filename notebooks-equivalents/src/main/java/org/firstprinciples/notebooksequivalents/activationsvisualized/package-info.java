/// # 03-activations-visualized: shapes, saturation, dead rectifiers
///
/// Read [ActivationsVisualized], the notebook, from top to bottom. Its sizes stand in [Config]. Layers that do not learn are a
/// [DeepStack], and [Growth] is what they do to signals and gradients. A [Network] of some [Setting] learns by [Descent]; a
/// [Census] says which of its units are off, a [Life] how that changes, a [Proof] that the dead among them stay so. [AxisToy]
/// says how likely a dead unit is where that can be computed by hand.
///
/// Needs: activation-functions, regularization. Claims of the run: a rectifier keeps its signal with He's weights and loses half of
/// its square with Glorot's; a dead unit has no gradient and keeps its bits; higher rates kill more units.
@NullMarked
package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.jspecify.annotations.NullMarked;
