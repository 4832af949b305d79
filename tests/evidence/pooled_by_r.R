# What metafor says of pools of studies: Rscript pooled_by_r.R studies.csv said.csv
# In: pool, log, error (of one study). Out, of each pool: tau^2 by restricted maximum likelihood, the mean, its plain
# error and Knapp and Hartung's, I^2, Q, and the 95 % interval of tau^2 from its Q profile.
suppressMessages(library(metafor))
files <- commandArgs(trailingOnly = TRUE)
studies <- read.csv(files[1], colClasses = c(pool = "character"))
exactly <- list(threshold = 1e-14, maxiter = 10000, stepadj = 0.5)
judge <- function(own) {
  plain <- rma(own$log, own$error^2, method = "REML", control = exactly)
  hartung <- rma(own$log, own$error^2, tau2 = plain$tau2, test = "knha")
  profile <- confint(plain, control = list(tol = 1e-14, tau2.max = 1e6))$random["tau^2", ]
  data.frame(pool = own$pool[1], tau2 = plain$tau2, log = plain$beta[1], se = plain$se, spread_se = hartung$se,
             i2 = plain$I2, q = plain$QE, tau2_low = profile["ci.lb"], tau2_high = profile["ci.ub"])
}
said <- do.call(rbind, lapply(split(studies, studies$pool), judge))
said[-1] <- lapply(said[-1], function(column) sprintf("%.15g", column))
write.csv(said, files[2], row.names = FALSE, quote = FALSE)
