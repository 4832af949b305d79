# The second judge: the rule by which a verdict on "raise your score and you will get more" is given, stated once
# more, in another language and on another way. Nothing of the package is used, and no package of R's.
#
#   Rscript second_judge.R panels.csv verdicts.csv
#
# Panels come as one file, a row a person and week: panel, person, week, ssi (as known when the week began, empty where
# it was not), late (1: it was read, but after the week had begun), next_ssi (as known when the next week began),
# exposure_days, count (empty: not known), defined (1: it is said what is counted, and where), picked (yes, no, unsaid),
# rolled_out (by team: yes, no, unsaid).
# Verdicts go out in the order of the panels.
#
# The rule:
# * What is compared are weeks with days in them, a known count, and a score known when the week began.
# * Counts follow a Poisson regression with an effect of each person and of each week, the log of the days as offset,
#   and the score in tens of points. People and weeks without an event say nothing of a ratio, and are not in it.
# * Its standard error is the jackknife's: without each person in turn, estimated anew; with G people,
#   sqrt((G - 1) / G * sum of squared changes). Without one of them there may be nothing left to estimate: then all
#   rests on that one, and there is no error to give.
# * Bounds are those of t at 5 % on each side. Its degrees of freedom count the people who can tell of a ratio, one
#   less: those with an event and a score that moves. (Other people with events are in the regression for their weeks.)
# * A word is given only where every gate holds. In their order: at most a fifth of the readings late; the outcome
#   defined; nobody picked by outcome or score; nothing that moves the score rolled out team by team (no panel here
#   names teams); 10 people with an event and a score that moves; 5 effective people;
#   30 events among those people; and next week's score, put beside this week's, must not go with this week's outcome
#   (p of .10 or more; where that cannot be asked, it is not known to hold).
# * Upper bound below D: useless. Lower bound above D: useful. Else undetermined.

threshold <- 1.45^(1 / 8)
claim <- 1.45^(1 / 4)
level <- 0.05
most_late <- 0.20
least_people <- 10
least_effective <- 5
least_events <- 30
least_lead_p <- 0.10

# --- What is compared ---------------------------------------------------------------------------------------------

choose_weeks <- function(panel) {
  # Return the weeks that are compared, their score as x, and the share of readings that came too late.
  counted <- panel$exposure_days > 0 & !is.na(panel$count)
  used <- panel[counted & !is.na(panel$ssi), ]
  late <- sum(counted & is.na(panel$ssi) & panel$late == 1)
  used$x <- used$ssi / 10
  used$lead <- used$next_ssi / 10
  list(weeks = used, late = if (late > 0) late / (late + nrow(used)) else 0, any_late = late > 0)
}

moves <- function(weeks) {
  # Return the people with an event whose score is not the same in all of their weeks.
  people <- split(weeks, weeks$person)
  names(people)[vapply(people, function(own) sum(own$count) > 0 && min(own$x) < max(own$x), TRUE)]
}

# --- One regression -----------------------------------------------------------------------------------------------

# A regressor of which less than this share of its movement within people is its own, weeks and other regressors taken
# out, cannot be told from them; nor can rounding be told from nothing.
own_share <- 1e-6
rounding <- 1e-12

dummies <- function(weeks) {
  # Return a column for each person, and one for each week but those that say what others say already.
  person <- outer(weeks$person, unique(weeks$person), "==") + 0
  week <- outer(weeks$week, unique(weeks$week), "==") + 0
  both <- cbind(person, week)
  parts <- qr(both, tol = 1e-7)
  both[, sort(parts$pivot[seq_len(parts$rank)]), drop = FALSE]
}

movement <- function(weeks, regressors) {
  # Return the regressors less each person's mean, which moves no slope: the effects of people take it up.
  as.matrix(as.data.frame(lapply(weeks[regressors], function(column) {
    moved <- column - ave(column, weeks$person)
    ifelse(abs(moved) > rounding * max(abs(column)), moved, 0)
  })))
}

is_told <- function(effects, x) {
  # Tell whether each regressor can be told from the effects and from the others.
  norm <- function(vector) sqrt(sum(vector^2))
  left <- qr.resid(qr(effects, tol = 1e-7), x)
  for (each in seq_len(ncol(x))) {
    rest <- left[, each]
    if (ncol(x) > 1 && any(left[, -each] != 0)) rest <- qr.resid(qr(left[, -each, drop = FALSE], tol = 1e-7), rest)
    if (norm(rest) <= own_share * norm(x[, each])) return(FALSE)
  }
  TRUE
}

mix <- function(parts, target) {
  # Return how much of each column of parts, none below zero, comes nearest to the target (Lawson and Hanson 1974).
  amount <- rep(0, ncol(parts))
  inside <- rep(FALSE, ncol(parts))
  for (turn in 1:5000) {
    pull <- drop(crossprod(parts, target - parts %*% amount))
    pull[inside] <- -Inf
    if (max(pull) <= 1e-9) return(amount)
    inside[which.max(pull)] <- TRUE
    repeat {
      best <- rep(0, ncol(parts))
      solved <- qr.coef(qr(parts[, inside, drop = FALSE], tol = 1e-11), target)
      best[inside] <- ifelse(is.na(solved), 0, solved)
      below <- inside & best <= 0
      if (!any(below)) break
      amount <- amount + min(amount[below] / pmax(amount[below] - best[below], 1e-300)) * (best - amount)
      inside <- inside & amount > 1e-12
      amount[!inside] <- 0
    }
    amount <- best
  }
  stop("no nearest mixture")
}

certain_zeros <- function(design, count) {
  # Return which weeks without an event the regression would fit perfectly, at an infinite coefficient: there is a
  # direction that leaves all weeks with events where they are, lowers these weeks, and raises none.
  certain <- rep(FALSE, length(count))
  events <- design[count > 0, , drop = FALSE]
  if (qr(events, tol = 1e-9)$rank == ncol(design)) return(certain)
  scaled <- sweep(design, 2, sqrt(colSums(design^2)), "/")
  parts <- svd(scaled[count > 0, , drop = FALSE], nu = 0, nv = ncol(design))
  free <- parts$v[, c(parts$d, rep(0, ncol(design)))[seq_len(ncol(design))] < 1e-9 * max(parts$d), drop = FALSE]
  along <- scaled %*% free
  size <- sqrt(rowSums(along^2))
  repeat {
    # Either a mixture of these weeks in which each has a part is nothing at all, or what it lacks is such a direction
    # (Stiemke 1915).
    left <- count == 0 & !certain & size > 1e-9
    if (!any(left)) return(certain)
    ways <- t(along[left, , drop = FALSE] / size[left])
    target <- -rowSums(ways)
    lowered <- drop(crossprod(ways, target - ways %*% mix(ways, target))) < -1e-7
    if (!any(lowered)) return(certain)
    certain[left] <- lowered
  }
}

estimate <- function(weeks, regressors, start = NULL) {
  # Return the coefficients of the regressors, or why there are none; with what the next steps need.
  said <- function(why) list(why = why)
  tell <- ave(weeks$count, weeks$person, FUN = sum) > 0 & ave(weeks$count, weeks$week, FUN = sum) > 0
  weeks <- weeks[tell, ]
  start <- start[tell]
  if (nrow(weeks) == 0) return(said("no_variation"))
  x <- movement(weeks, regressors)
  effects <- dummies(weeks)
  if (!is_told(effects, x)) return(said("no_variation"))
  certain <- certain_zeros(cbind(effects, x), weeks$count)
  if (any(certain)) {
    weeks <- weeks[!certain, ]
    start <- start[!certain]
    x <- movement(weeks, regressors)
    effects <- dummies(weeks)
    if (!is_told(effects, x)) return(said("separated"))
  }
  made <- suppressWarnings(glm.fit(
    cbind(effects, x), weeks$count,
    offset = log(weeks$exposure_days), family = poisson(), mustart = start,
    control = glm.control(epsilon = 1e-13, maxit = 200)
  ))
  if (!made$converged) stop("no convergence")
  list(why = "", slopes = tail(made$coefficients, length(regressors)), weeks = weeks, effects = effects, x = x,
    mean = made$fitted.values, coefficients = made$coefficients)
}

# How far from falling together the weeks with events hold the coefficients apart where nothing has to be asked anew.
clear <- 1e-8

refit <- function(full, person) {
  # Return the slopes without one of the people, by Newton's steps from everybody's; NULL where the weeks with events
  # that are left do not clearly hold each coefficient, so that it has to be asked anew which there are.
  stays <- full$weeks$person != person
  design <- cbind(full$effects, full$x)[stays, , drop = FALSE]
  asked <- colSums(abs(design)) > 0
  if (!all(tail(asked, ncol(full$x)))) return(NULL)
  design <- design[, asked, drop = FALSE]
  count <- full$weeks$count[stays]
  events <- sweep(design[count > 0, , drop = FALSE], 2, sqrt(colSums(design^2)), "/")
  if (rcond(crossprod(events)) < clear) return(NULL)
  coefficients <- full$coefficients[asked]
  for (turn in 0:99) {
    mean <- full$weeks$exposure_days[stays] * exp(drop(design %*% coefficients))
    if (!all(is.finite(mean))) return(NULL)
    if (turn %% 10 == 0) {
      held <- crossprod(sqrt(mean) * design)
      if (rcond(held) < clear) return(NULL)
      held <- chol(held)
    }
    step <- backsolve(held, forwardsolve(t(held), crossprod(design, count - mean)))
    coefficients <- coefficients + drop(step)
    if (max(abs(step)) < 1e-13 * max(1, abs(coefficients))) return(tail(coefficients, length(full$slopes)))
  }
  NULL
}

jackknife <- function(weeks, regressors, full) {
  # Return the standard error of each coefficient; NA where nothing is left to estimate without one of the people.
  events <- tapply(weeks$count, weeks$person, sum)
  people <- names(events)[events > 0]
  start <- full$mean[match(paste(weeks$person, weeks$week), paste(full$weeks$person, full$weeks$week))]
  changes <- matrix(NA, length(people), length(regressors))
  for (each in seq_along(people)) {
    slopes <- refit(full, people[each])
    if (is.null(slopes)) {
      others <- weeks$person != people[each]
      begin <- start[others]
      made <- estimate(weeks[others, ], regressors, if (anyNA(begin)) NULL else begin)
      if (made$why != "") return(rep(NA, length(regressors)))
      slopes <- made$slopes
    }
    changes[each, ] <- slopes - full$slopes
  }
  sqrt((length(people) - 1) / length(people) * colSums(changes^2))
}

information <- function(full) {
  # Return what each person adds to the information on the score's ratio, people and weeks taken out.
  own <- lm.wfit(full$effects, full$x[, 1], full$mean)$residuals
  tapply(full$mean * own^2, full$weeks$person, sum)
}

# --- The verdict --------------------------------------------------------------------------------------------------

compare <- function(weeks, regressors, any_late) {
  # Return the estimate with its error, or why there is none.
  said <- function(why) list(why = why)
  if (nrow(weeks) == 0) return(said(if (any_late) "only_late" else "nothing_known"))
  if (!any(weeks$count > 0)) return(said("no_event"))
  if (length(unique(weeks$person)) == 1) return(said("one_person"))
  able <- moves(weeks)
  if (length(able) == 0) return(said("no_variation"))
  if (length(able) == 1) return(said("rests_on_one"))
  full <- estimate(weeks, regressors)
  if (full$why != "") return(full)
  full$se <- jackknife(weeks, regressors, full)
  if (anyNA(full$se)) return(said("rests_on_one"))
  own <- information(full)
  # People who differ less than a millionth of what chance alone would make of them are copies of each other.
  if (full$se[1] * sqrt(sum(own)) < 1e-6) return(said("copies"))
  full$people <- length(able)
  full$events <- sum(weeks$count[weeks$person %in% able])
  full$effective <- sum(own)^2 / sum(own^2)
  full
}

judge <- function(panel) {
  # Return one line: the word, why, the log ratio per +10 points with its error, the bounds of the ratio, and what the gates saw.
  chosen <- choose_weeks(panel)
  made <- compare(chosen$weeks, "x", chosen$any_late)
  line <- list(panel = panel$panel[1], word = "undetermined", why = made$why, log = NA, se = NA, low = NA, high = NA,
    people = NA, events = NA, effective = NA, lead_p = NA, notes = "")
  if (made$why != "") return(line)
  lead <- compare(chosen$weeks[!is.na(chosen$weeks$lead), ], c("x", "lead"), FALSE)
  lead_p <- if (lead$why == "") 2 * pt(-abs(lead$slopes[[2]] / lead$se[2]), lead$people - 1) else NA
  reach <- qt(1 - level, made$people - 1) * made$se
  line$log <- made$slopes[[1]]
  line$se <- made$se
  line$low <- exp(line$log - reach)
  line$high <- exp(line$log + reach)
  line[c("people", "events", "effective")] <- made[c("people", "events", "effective")]
  line$lead_p <- lead_p
  line$why <- if (chosen$late > most_late) "late"
    else if (panel$defined[1] != 1) "not_defined"
    else if (panel$picked[1] != "no") if (panel$picked[1] == "yes") "picked" else "picked_unsaid"
    else if (panel$rolled_out[1] != "no") if (panel$rolled_out[1] == "yes") "rolled_out" else "rolled_out_unsaid"
    else if (made$people < least_people) "few_people"
    else if (made$effective < least_effective) "few_effective"
    else if (made$events < least_events) "few_events"
    else if (is.na(lead_p)) "lead_unknown"
    else if (lead_p < least_lead_p) "lead"
    else "interval"
  if (line$why != "interval") return(line)
  if (line$high < threshold) {
    line$word <- "useless"
    line$notes <- paste(c("claim_excluded"[line$high < claim], "inverse"[line$high < 1]), collapse = " ")
  }
  if (line$low > threshold) line$word <- "useful"
  line
}

paths <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(paths[1], colClasses = c(person = "character", week = "character", picked = "character", rolled_out = "character"))
panels <- split(rows, factor(rows$panel, unique(rows$panel)))
verdicts <- do.call(rbind, lapply(panels, function(panel) as.data.frame(judge(panel))))
numbers <- vapply(verdicts, is.double, TRUE)
verdicts[numbers] <- lapply(verdicts[numbers], function(each) ifelse(is.na(each), NA, sprintf("%.17g", each)))
write.csv(verdicts, paths[2], row.names = FALSE, na = "", quote = FALSE)
