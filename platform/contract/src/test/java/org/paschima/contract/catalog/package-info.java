/** Tests of the vocabulary. */
@NullMarked
package org.paschima.contract.catalog;

import org.jspecify.annotations.NullMarked;
