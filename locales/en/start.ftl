### The public start page.

start-title = A second opinion before surgery
start-heading = A second reading of your images, before the operation
start-lead = A second radiologist, with no part in the operation, looks at the images you already have.
start-begin = Begin
start-go-on = Go on where you were
start-recover = I have a recovery code
start-invited = Do you have an invitation? Open its link in this browser. You need no referral.
start-again = Try again
start-offline = You can read on. What needs the internet goes on as soon as you are connected again.

start-unfounded = This practice has not opened yet
start-unfounded-operator = If you run this server, found the practice with this command. The setup token stands in the server's first lines.

start-urgent-title = Is it urgent?
start-urgent = A second reading takes one to three days. In an emergency call 112, in Switzerland 144.

start-how = How it works
start-step-disc = You bring your disc
start-text-disc = The disc, ZIP or folder from the hospital, and the first report if you have it. You say what worries you.
start-step-seal = Your browser seals it
start-text-seal = Everything is locked on your own device before it is sent. Only you and the people of your case have a key.
start-step-read = A radiologist reads it afresh
start-text-read = The radiologist first writes down what the images show. Only then can the first report be opened.
start-step-report = You get a report
start-text-report = In plain words for you, in medical words for your surgeon. You decide who may see it.

start-services = Services and prices
start-service-standard = Standard
start-service-express = Express
start-service-priority = Priority
start-within-standard = Report within 72 hours
start-within-express = Report within 48 hours
start-within-priority = Report within 24 hours
start-services-meaning = The time counts from your complete upload. A service is only offered if you still have two days before the operation.
start-no-prices = The practice has not published its prices yet. Please call.

start-who = Who we are

start-sees = What our server can see
start-sees-text = Our server carries sealed boxes. It cannot see your images, your name, your illness, your operation or your report.
start-sees-more = What it does see, exactly
start-sees-list = To do its work, the server knows these facts:
start-sees-who = random numbers for people and cases, and who has which part in a case
start-sees-when = what kind of step happened, and when
start-sees-size = how many sealed boxes there are, and their rounded size
start-sees-service = the service you chose, whether your disc comes by post, and when the report is due
start-sees-mail = a mail address for notices and its language, if you give one
start-sees-page = what the practice publishes on this page
start-sees-never = Everything else is sealed in your browser. The names of surgeon and hospital, your question and every message are sealed too.
start-sees-limit = The practice's desk holds a key so that another radiologist can step in. That it does not look at images is its rule, not a lock.

start-not = What it is not
start-not-examination = It does not replace the examination by your doctor.
start-not-blame = A difference between two readings does not mean that somebody did poor work.
start-not-decision = It does not decide about your operation. You and your surgeon do.
start-nothing = There is no page at this address
start-nothing-do = Please check the address for typing slips. If it came in a message, open the whole link from there once more.
start-nothing-safe = Nothing that you have sent or answered is lost.
start-nothing-go = Go to the start page
