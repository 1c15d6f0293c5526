/** Programs on the model: who runs a program's calls, and what comes of them. */
@NullMarked
package org.mmkit.suite.target;

import org.jspecify.annotations.NullMarked;
