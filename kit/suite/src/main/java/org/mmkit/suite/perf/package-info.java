/** Performance in virtual time: how long locks are held and waited for. */
package org.mmkit.suite.perf;
