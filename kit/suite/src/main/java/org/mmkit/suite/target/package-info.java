/** Programs on the model: how their calls are carried out, and their outcome. */
package org.mmkit.suite.target;
