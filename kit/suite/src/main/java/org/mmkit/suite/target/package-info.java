/** Programs on the model: how their calls are carried out, and their outcome. */
@NullMarked
package org.mmkit.suite.target;

import org.jspecify.annotations.NullMarked;
