/** Stands for another service, to show that the rule against knowing one is kept. */
@NullMarked
package org.paschima.insight;

import org.jspecify.annotations.NullMarked;
