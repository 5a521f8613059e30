import type { Lexicon } from '../lexicon.ts';

export const english: Lexicon = {
  anger: `angry|angrier|furious|livid|outraged|outrageous|infuriat*|enraged|fuming|pissed|seething|fed up|sick of|sick and tired
|unacceptable|ridiculous*|absurd|disgrace*|disgusting|shameful|shame on you|pathetic|useless|worthless|incompetent|clowns|idiots|idiot
|morons|stupid bot|stupid company|~stupid|joke of a|is a joke|a joke|total joke|absolute joke|had enough|enough is enough|waste of time
|wasting my time|worst|terrible|horrible|horrendous|atrocious|appalling|abysmal|dreadful|awful|garbage|~rubbish|~trash|crap|crappy|bullshit|shit
|shitty|fuck*|wtf|damn|hell is wrong|what the hell|thieves|crooks|scammers|liars|you lied|lied to me|you scam|you are a scam|a scam|ripped off
|rip off|ripoff|robbed me|daylight robbery|stole my money|stealing my money|how dare you|hate|~annoyed|~annoying|annoys me|pisses me|drives me mad
|driving me crazy|driving me mad|driving me nuts|~irritat*|~frustrat*|lost my patience|losing my patience|losing patience|out of patience
|run out of patience|my patience|cant believe this|sue you|~my lawyer|lawyer will|small claims|consumer protection|report you to|never again
|never buying|never shopping|never order|never use you|last time i buy|thanks for nothing|what a joke|are you kidding|you kidding me|are you serious
|seriously wrong|do your job|nobody cares|no one cares|dont care about|you people|screw you|screwed|sort it out|~for the third time|~for the fourth time
|~for the fifth time|~third time i|~fourth time i|~fifth time i|?how many times|~over and over|~nobody answers|~nobody replies|~nobody responds|~no one answers
|~no one replies|~keep ignoring|~ignoring me|~ignored|~lies|~i demand|~demand a refund|~demand my money|even read|even reading|mad at|so mad|really mad|very mad
|~what kind of service|~what kind of company|~every single time|~again and again|~you promised|~broken promises|~speak to your manager|~manager now|~get me a manager|called five times|~called three times|~no one helps
|~nobody helps|~nobody is helping|~hung up on me|~still nothing|~excuses|~no excuse|~fix this now|~clueless|~robbery|~theft|~lied|~unbelievable
|~unprofessional|~rude|~insulting|~insult|~joking|~nonsense|~nightmare|~fraudsters|~horrible people|~never works|~zero help
|get your act together|act together|beyond a joke|beyond belief|an insult|what a disgrace|absolutely disgusted|disgusted|had it with|done with you|sick to death|so angry|~lousy
|rotten|useless company|no excuse for|unforgivable|inexcusable|cheated|you cheated|scammed|dishonest|con artists|complete mess|shambles|a shambles|farce
|a farce|mockery|~give me my money|~i want my money back|~hung up|run around|runaround|given the runaround|fobbed off|bs|goddamn|piss off|fed up with`,
  disappointment: `disappoint*|let down|letting me down|lets me down|unhappy|dissatisf*|not happy|not satisfied|not impressed|unimpressed|not good enough
|not what i ordered|not what i expected|not as described|expected better|expected more|expected so much more|expected much more|hoped for|i had hoped|hoping for better|poor quality|poor service
|bad service|bad experience|poor experience|bad quality|~sad|~sadly|so sad|upset|upsetting|~unfortunately|regret buying|regret order*|~i regret|~what a shame|~its a shame
|~a pity|heartbroken|devastated|gutted|discouraged|disheartened|bummed|miserable|crying|depress*|lost trust|lost faith|lost confidence|not worth|wasted my money
|waste of money|waste of|fell apart|falls apart|broke after|broke within|underwhelm*|mediocre|subpar|below expectation*|nothing like the picture|nothing like the photo*
|nothing works|~let me down|used to be better|used to be good|used to love|went downhill|gone downhill|~too bad|~still waiting|~ruined|not recommend|wouldnt recommend|wont recommend|cant recommend
|~cheap plastic|~no help at all|~not helpful|~unhelpful|~didnt help|~hopeless|~worse than
|letdown|a let down|underwhelming|wish i had never|wish i hadnt|thought better of you|thought you were better|shame that|saddens me|makes me sad|feel cheated|feel let down|not up to standard|not up to scratch
|falls short|fell short|doesnt live up|didnt live up|poorly made|flimsy|not worth the|lost my trust`,
  urgency: `urgent|urgently|asap|a s a p|^right now|^right away|^straight away|hurry|emergency|its an emergency|cant wait any longer|cannot wait any longer|no time to lose
|time sensitive|time critical|running out of time|before its too late|as fast as possible|as quickly as possible|~as soon as possible|^immediately|^immediate|^at once|^instantly
|^within the hour|^in an hour|^in one hour|^in two hours|^in half an hour|^in 30 minutes|^in ten minutes|^in 10 minutes|^by tonight|^by tomorrow|^before tomorrow|^this very minute|^every minute counts
|^deadline|^last minute|^stranded|^stuck at|?quickly|^quick please|^fast please|^urgent transfer|^needs it urgently|^leaves in|^starts in|^departs in|?today|?tonight|?please help|?help me|^critical`,
  satisfaction: `~thank you|~thanks|~thx|~cheers|~ty|thank you so much|thanks so much|thanks a lot|thank you very much|many thanks|much appreciated|~appreciate|i appreciate it
|grateful|great|awesome|amazing|excellent|fantastic|wonderful|brilliant|perfect|lovely|superb|outstanding|love it|love this|love the|loved|so happy|very happy|happy|delighted
|pleased|satisfied|impressed|well done|good job|great job|nice job|nice work|you rock|lifesaver|life saver|best service|best shop|recommend you|highly recommend|would recommend|~nice|~cool
|~good service|good experience|~helpful|so helpful|very helpful|really helpful|super fast|so fast|+works now|+working now|+it works|+solved|+sorted|+fixed it|+fixed now|+that helped|+that helps|+got it working
|+arrived today|+arrived safely|+problem solved|+all good|5 stars|five stars|10 out of 10|~glad|made my day|~excited`,
  problem: `broken|broke|broken again|breaks|again|still|not working|doesnt work|dont work|didnt work|does not work|stopped working|isnt working|never works|wont work|fail*|error|errors|crash*|never arrived|not arrived
|hasnt arrived|didnt arrive|?late|delayed|delay|?lost|?missing|?wrong|damaged|defective|faulty|no reply|no response|no answer|?nobody|?no one|cancelled|canceled|overcharged|double charged|charged twice|declined
|another delay|?waiting|?weeks|?for hours|?for days|not here|nowhere|out of stock again|hours on hold|on hold|useless|?problem|?problems|?issue|?issues|bug|bugs|refused|?closed my`,
  intensifiers: `very|so|really|extremely|totally|absolutely|completely|utterly|incredibly|super|such|beyond|damn|bloody|freaking|fucking|too|deeply|truly|seriously|honestly`,
  negators: `not|no|never|isnt|arent|wasnt|werent|dont|doesnt|didnt|wont|cant|cannot|without|hardly|nothing|aint|neither|nor|im not`,
  conditionals: `if|in case|what if|whether`,
  ordinary: `dispute a charge|dispute|angry bird|angry birds|trash bill|urgent care|no problem|no worries|not a problem|no rush|no hurry|not urgent|its not urgent|whenever you can|take your time|not bad|cant complain|nothing to complain
|how do i complain|file a complaint|make a complaint|rush delivery|express delivery|immediate transfer|instant transfer|right now is|happy birthday|happy hour|happy new year|merry christmas|love from|great britain|thanks in advance
|thank you in advance|emergency contact|emergency number|emergency fund|emergency loan|emergency cash|sad to hear|quick question|a quick|good morning|good afternoon|good evening|still open|still available|still valid|still possible
|sorry to bother|no longer|if not|or not|why not|not sure|hate crime|great deal|best before|what happens if|worst case|now and then|until now|by now|from now on|as of now|waste bin|trash can|rubbish bin|great again
|urgent delivery|urgent order|urgent request form|emergency line|emergency exit|hate to bother|hate to ask|upset stomach|satisfaction guarantee|money back guarantee|wont be disappointed|rush order|crying baby|sad song
|worst case scenario`,
};
