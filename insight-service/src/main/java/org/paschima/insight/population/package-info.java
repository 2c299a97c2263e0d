/** What many members' changes add up to: the port between answers about one member and the sums of all. */
@NullMarked
package org.paschima.insight.population;

import org.jspecify.annotations.NullMarked;
