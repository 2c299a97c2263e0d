/** Folds the member log into member-days in MongoDB and answers trends. */
@NullMarked
package org.paschima.insight;

import org.jspecify.annotations.NullMarked;
