/** Programs on the model: who runs a program's calls, and what comes of them. */
package org.mmkit.suite.target;
