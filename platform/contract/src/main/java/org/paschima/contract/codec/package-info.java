/** The wire form of the facts: JSON values and CloudEvents headers, both ways. Wire names live in one table. */
@NullMarked
package org.paschima.contract.codec;

import org.jspecify.annotations.NullMarked;
