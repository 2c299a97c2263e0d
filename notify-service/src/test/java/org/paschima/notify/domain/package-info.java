/** Tests of the rules by which nudges are decided, without any outside world. */
@NullMarked
package org.paschima.notify.domain;

import org.jspecify.annotations.NullMarked;
