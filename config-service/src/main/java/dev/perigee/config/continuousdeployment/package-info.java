/**
 * Continuous deployment policies: which of a primary distribution's viewers its staging
 * distribution serves. {@link dev.perigee.config.continuousdeployment.DeploymentPolicyRules} says
 * what a policy may ask for.
 */
@NullMarked
package dev.perigee.config.continuousdeployment;

import org.jspecify.annotations.NullMarked;
