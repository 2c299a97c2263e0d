/** Stands for another service, to show that the rule against knowing one is kept. */
@NullMarked
package org.paschima.session;

import org.jspecify.annotations.NullMarked;
