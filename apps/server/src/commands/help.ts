export const help = `holdfast: the open, self-hosted record of a cancel flow

  holdfast start            run the server (npm start does this, and installs and builds before)
  holdfast keys create      make a new set of keys; the sets there are stay valid
      --json                print {appId, flowKey, dataKeyLive, dataKeyTest, configKey}
      --workspace APPID     for this workspace; may be left out where there is only one
  holdfast seed             simulate customers and load their sessions
      --sessions N          how many sessions (1000)
      --seed S              the same seed gives the same data (1)
      --years Y             spread over so many years (2)
      --until TIME          the newest is just before this, ISO 8601 (the last midnight)
      --workspace APPID     into this workspace
  holdfast import FILE      bring sessions along from another server: .ndjson or .json (also .gz), - for NDJSON
                            on standard input, or the address of a server that speaks the Data API
      --app APPID           its App ID, for an address
      --key DATAKEY         its data key, for an address
      --report FILE         what was refused or left out, and why, as NDJSON
      --workspace APPID     into this workspace
  holdfast verify           make every kept figure anew from the sessions, and say what differs (docs/insights.md)
      --workspace APPID     of this workspace
  holdfast workspace        show a workspace's settings, and change those that are given
      --accept-unverified on|off      sessions from clients that prove nothing (off)
      --require-flow-token on|off     refuse the bare customer hash (off)
      --flow-token-max-age SECONDS    how old a flow token may be when a session opens (86400)
      --old-flow-token-until TIME|off until when tokens that begin with hf_ are accepted (off)
      --customer-profiles on|off      a page with all sessions of one customer (on)
      --record-runs on|off            record what customers see of the flow and do in it (on)
      --keep-recordings HOURS|forever how long a recording is kept (2160)
      --workspace APPID
  holdfast workspace create NAME      make another workspace, with the starter flow and no keys
      --owner EMAIL         who owns it: somebody with an account, or a new person, for whom a link is printed
  holdfast workspace list             App ID and name of each
  holdfast workspace rename APPID NAME
  holdfast workspace delete APPID     delete a workspace with everything in it, for good; asks for its name
      --confirm NAME        instead of being asked
  holdfast flow list        the flows of a workspace, asked of a server by HTTP with a config key (docs/flows.md)
  holdfast flow pull DIR    write what is live into files, to be kept in git
  holdfast flow check DIR   say what is wrong with the files, without a server
  holdfast flow push DIR    save what differs as drafts, of which customers see nothing
      --publish NOTE        publish them, with rules, order, on and off of segments; the note is for the history
      --over-drafts         write over drafts that somebody has not published
      --url URL             the server (HOLDFAST_URL, or the host and port of this environment)
      --app APPID           the workspace (HOLDFAST_APP_ID)
      --key CONFIGKEY       better in HOLDFAST_CONFIG_KEY: everybody on the machine sees a command's words
  holdfast billing connect stripe     connect Stripe, or put another key in the place of the one there (docs/billing.md)
      --mode live|test|sandbox
      --key KEY             a restricted key; better in HOLDFAST_STRIPE_KEY
      --webhook-secret S    signs the events that Stripe sends, begins with whsec_
      --workspace APPID
  holdfast billing status             what is connected, and what its keys may not do
  holdfast billing disconnect         forget the key; nothing changes at Stripe
      --mode live|test|sandbox
  holdfast mail [ID]        list the mail that was not sent; with an id, print what that mail says
  holdfast reset-password EMAIL       print a link with which that person chooses a new password, for an hour
      --remove-second-factor          for who has lost their device and the recovery codes
  holdfast help             this page

All commands read the environment of the server (docs/configuration.md) and work beside a running one.
`
